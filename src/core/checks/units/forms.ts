import type { Language } from '../../languages';
import { fold } from '../fold';

const measures = `
length: millimeter 0.001, centimeter 0.01, meter 1, kilometer 1000, inch 0.0254, foot 0.3048, yard 0.9144, mile 1609.34
mass: gram 1, kilogram 1000, tonne 1e6, ounce 28.35, pound 453.6, stone 6350
volume: milliliter 0.001, liter 1, gallon 3.785, fluid-ounce 0.02957
time: millisecond 0.001, second 1, minute 60, hour 3600, day 86400, week 604800, month 2629800, year 31557600
temperature: celsius 1, fahrenheit 1, degree 1
share: percent 1, permille 0.1
data: byte 1, kilobyte 1e3, megabyte 1e6, gigabyte 1e9, terabyte 1e12
speed: kilometer-per-hour 1, mile-per-hour 1.60934
area: square-foot 9.2903e-6, square-meter 1e-4, acre 0.404686, hectare 1, square-kilometer 100, square-mile 259`;

/** A unit's measure, and how many of the base unit it is (of temperatures, nothing of use). */
export const units: ReadonlyMap<string, { readonly measure: string; readonly factor: number }> =
  new Map(
    measures
      .trim()
      .split('\n')
      .flatMap((row) => {
        const [measure = '', list = ''] = row.split(': ');
        return list.split(', ').map((item) => {
          const [unit = '', factor] = item.split(' ');
          return [unit, { measure, factor: Number(factor) }] as const;
        });
      }),
  );
export const currencies = (
  'USD EUR GBP JPY CNY INR KRW RUB BRL CHF TRY UAH ILS THB VND NGN PLN CZK HUF SEK NOK DKK ZAR MXN PHP ' +
  'IDR MYR IRR PKR BDT EGP SAR KES'
).split(' ');

// Signs of any language; words that CLDR has not, by language.
const everywhere = `
percent=%|％|٪ permille=‰ celsius=°c|℃|ºc fahrenheit=°f|℉ degree=° meter=m kilometer=km centimeter=cm
millimeter=mm gram=g kilogram=kg tonne=t|ton|tons|tonn|tonna|tonne|tonnes|тонн|тонна liter=l milliliter=ml kilometer-per-hour=km/h|kmh mile-per-hour=mph
byte=byte|bytes kilobyte=kb megabyte=mb gigabyte=gb terabyte=tb foot=ft|feet inch=in|″ mile=mi|mile|miles pound=lb|lbs
ounce=oz square-meter=m²|m2 square-kilometer=km²|km2 square-foot=ft²|sqft square-mile=mi² hectare=ha second=s minute=min hour=h
USD=$|us$|usd EUR=€|eur GBP=£|gbp JPY=¥|￥|円|jpy CNY=¥|￥|cny|rmb INR=₹|inr|rs KRW=₩|krw RUB=₽|rub|руб TRY=₺ UAH=₴
ILS=₪ THB=฿ VND=₫ NGN=₦ PHP=₱ BRL=r$ CHF=chf PLN=zł CZK=kč HUF=ft SEK=kr NOK=kr DKK=kr`;
const more: Readonly<Record<string, string>> = {
  eng: 'percent=percent|per_cent tonne=tonne|tonnes|ton|tons kilometer=kilometre|kilometres|kilometers meter=metre|metres|meters liter=litre|litres|liters centimeter=centimetre|centimetres celsius=degrees_celsius fahrenheit=degrees_fahrenheit USD=dollar|dollars EUR=euro|euros GBP=pound|pounds|quid JPY=yen CNY=yuan INR=rupee|rupees RUB=rouble|roubles|ruble|rubles KRW=won square-meter=square_metres|square_meters square-kilometer=square_kilometres|square_kilometers kilometer-per-hour=kilometres_per_hour',
  zho_simpl:
    'kilometer=公里|千米 kilogram=公斤|千克 meter=米 centimeter=厘米|公分 millimeter=毫米 gram=克 tonne=吨 liter=升 milliliter=毫升 mile=英里 foot=英尺 inch=英寸 pound=磅 ounce=盎司 gallon=加仑 celsius=摄氏度|度 fahrenheit=华氏度|度 degree=度 second=秒 minute=分|分钟 hour=小时|个小时|钟头|个钟头 day=天|日 week=周|星期|个星期|礼拜 month=个月 year=年 USD=美元|美金|元|块|刀 EUR=欧元|欧 GBP=英镑|镑 JPY=日元|日圆 CNY=元|人民币|块|圆 INR=卢比 KRW=韩元 RUB=卢布 CHF=瑞士法郎 square-meter=平方米|平米 square-kilometer=平方公里|平方千米 kilometer-per-hour=公里/小时|公里每小时|千米/小时 hectare=公顷 acre=英亩',
  zho_trad:
    'kilometer=公里 kilogram=公斤 meter=公尺|米 centimeter=公分|厘米 millimeter=公釐|毫米 gram=公克|克 tonne=公噸|噸 liter=公升|升 milliliter=毫升 mile=英里|英哩 foot=英尺|英呎 inch=英寸|英吋|吋 pound=磅 celsius=攝氏度|度 fahrenheit=華氏度|度 degree=度 second=秒 minute=分|分鐘 hour=小時|個小時 day=天|日 week=週|星期|個星期 month=個月 year=年 USD=美元|美金|元|塊 EUR=歐元 GBP=英鎊 JPY=日圓|日元 CNY=元|人民幣 square-meter=平方公尺',
  jpn: 'kilometer=キロ|キロメートル kilogram=キロ|キログラム meter=メートル centimeter=センチ|センチメートル gram=グラム tonne=トン liter=リットル mile=マイル foot=フィート inch=インチ pound=ポンド percent=パーセント celsius=度|℃ fahrenheit=度 degree=度 second=秒 minute=分|分間 hour=時間 day=日|日間 week=週間 month=か月|ヶ月|カ月|ヵ月|箇月|ヶ月間|か月間 year=年|年間 USD=ドル|米ドル EUR=ユーロ GBP=ポンド JPY=円 CNY=元|人民元 KRW=ウォン square-meter=平方メートル kilometer-per-hour=キロ',
  kor: 'kilometer=킬로미터|킬로 kilogram=킬로그램|킬로 meter=미터 percent=퍼센트|프로 celsius=도 fahrenheit=도 degree=도 second=초 minute=분 hour=시간 day=일 week=주|주일 month=개월|달 year=년 USD=달러 EUR=유로 GBP=파운드 JPY=엔 CNY=위안 KRW=원 tonne=톤 liter=리터 mile=마일 pound=파운드',
  deu: 'tonne=tonne|tonnen USD=dollar EUR=euro GBP=pfund JPY=yen pound=pfund celsius=grad kilometer-per-hour=stundenkilometer|km/h square-meter=quadratmeter square-kilometer=quadratkilometer',
  fra: 'tonne=tonne|tonnes USD=dollar|dollars EUR=euro|euros GBP=livre|livres celsius=degrés|degré square-meter=mètres_carrés percent=pour_cent|pourcent',
  spa: 'tonne=tonelada|toneladas USD=dólar|dólares EUR=euro|euros GBP=libra|libras celsius=grados percent=por_ciento square-meter=metros_cuadrados',
  por: 'tonne=tonelada|toneladas USD=dólar|dólares EUR=euro|euros GBP=libra|libras celsius=graus percent=por_cento',
  ita: 'tonne=tonnellata|tonnellate USD=dollaro|dollari EUR=euro GBP=sterlina|sterline celsius=gradi percent=per_cento',
  rus: 'tonne=т|тонна|тонн|тонны USD=доллар|долл|бакс EUR=евро GBP=фунт CNY=юань RUB=рубл|руб|р celsius=градус percent=процент|проц',
  ukr: 'tonne=тонн|тонни USD=долар EUR=євро GBP=фунт UAH=гривень|гривня|гривні|грн celsius=градус percent=відсот|процент',
  pol: 'USD=dolar|dolarów|dolary EUR=euro celsius=stopni percent=procent PLN=złot|zł',
  ces: 'USD=dolar|dolarů EUR=euro|eur percent=procent CZK=korun|kč',
  tur: 'USD=dolar EUR=euro|avro percent=yüzde TRY=lira celsius=derece tonne=ton',
  ara: 'USD=دولار EUR=يورو GBP=جنيه percent=بالمئة|بالمائة|في_المائة|في_المئة|المئة|المائة celsius=درجة|درجات tonne=طن|أطنان mile=ميل|أميال kilogram=كجم|كغ|كيلو|كيلوغرام|كيلوجرام kilometer=كلم|كيلومتر',
  fas: 'USD=دلار EUR=یورو percent=درصد celsius=درجه',
  heb: 'USD=דולר EUR=אירו|יורו percent=אחוז|אחוזים celsius=מעלות ILS=שקל|שקלים|ש״ח tonne=טון kilogram=קילו|ק״ג|קילוגרם kilometer=ק״מ|קילומטר',
  hin: 'USD=डॉलर EUR=यूरो INR=रुपये|रुपए|रुपया|रु percent=प्रतिशत|फीसदी|फ़ीसदी celsius=डिग्री kilogram=किलो|किलोग्राम|किग्रा kilometer=किमी|किलोमीटर hour=घंटे|घंटा|घण्टे tonne=टन',
  ben: 'USD=ডলার EUR=ইউরো percent=শতাংশ INR=টাকা|রুপি BDT=টাকা celsius=ডিগ্রি kilometer=কিমি|কিলোমিটার kilogram=কেজি|কিলো|কিলোগ্রাম',
  urd: 'USD=ڈالر percent=فیصد PKR=روپے|روپیہ INR=روپے',
  vie: 'USD=đô_la|đô|usd|đôla EUR=euro VND=đồng percent=phần_trăm celsius=độ kilogram=ký|cân|kg kilometer=cây_số|km meter=mét',
  tha: 'USD=ดอลลาร์|เหรียญ EUR=ยูโร THB=บาท percent=เปอร์เซ็นต์|เปอร์เซนต์|ร้อยละ celsius=องศา kilogram=กิโลกรัม|กก.|กิโล kilometer=กิโลเมตร|กม.|กิโล',
  ind: 'USD=dolar EUR=euro IDR=rupiah percent=persen celsius=derajat tonne=ton',
  msa: 'USD=dolar EUR=euro MYR=ringgit percent=peratus celsius=darjah',
  swh: 'USD=dola EUR=yuro|euro KES=shilingi percent=asilimia|kwa_mia',
  ell: 'USD=δολάρι|δολάρια|δολαρίων EUR=ευρώ percent=τοις_εκατό celsius=βαθμ',
  nld: 'USD=dollar EUR=euro percent=procent celsius=graden',
  fin: 'USD=dollaria|dollari EUR=euroa|euro|euron percent=prosentti|prosenttia|pros celsius=astetta|aste',
  hun: 'USD=dollár EUR=euró HUF=forint percent=százalék celsius=fok',
  swe: 'USD=dollar EUR=euro percent=procent SEK=kronor|kr celsius=grader',
};

/** What is written for units and money in a language. */
export interface UnitForms {
  readonly byForm: ReadonlyMap<string, ReadonlySet<string>>;
  readonly longest: number;
  /** Unit → its forms. */
  readonly byUnit: ReadonlyMap<string, ReadonlySet<string>>;
}

const amounts = [0, 1, 2, 3, 5, 11, 100, 0.5];
const withoutNumber = (text: string): string =>
  fold(
    text.replace(/[\p{Nd}.,٫٬\u00a0\u202f\u200e\u200f\u061c\s-]*\p{Nd}[\p{Nd}.,٫٬]*/gu, ' '),
  ).trim();

function* cldrForms(tag: string): Generator<readonly [string, string]> {
  for (const unit of units.keys()) {
    if (/square|permille|tonne/.test(unit)) continue;
    for (const unitDisplay of ['long', 'short', 'narrow'] as const) {
      const formatter = new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay });
      for (const amount of amounts) yield [unit, withoutNumber(formatter.format(amount))];
    }
  }
  for (const currency of currencies) {
    for (const currencyDisplay of ['name', 'symbol', 'narrowSymbol'] as const) {
      const formatter = new Intl.NumberFormat(tag, {
        style: 'currency',
        currency,
        currencyDisplay,
      });
      for (const amount of amounts.slice(1, 4)) {
        yield [currency, withoutNumber(formatter.format(amount))];
      }
    }
  }
}

function* writtenForms(text: string): Generator<readonly [string, string]> {
  for (const [, unit = '', forms = ''] of text.matchAll(/([\w-]+)=(\S+)/gu)) {
    for (const form of forms.split('|')) yield [unit, fold(form.replaceAll('_', ' '))];
  }
}

function build({ tag, code }: Language): UnitForms {
  const byForm = new Map<string, Set<string>>();
  const byUnit = new Map<string, Set<string>>();
  const all = [...cldrForms(tag), ...writtenForms(everywhere), ...writtenForms(more[code] ?? '')];
  for (const [unit, form] of all) {
    if (form === '' || form.length > 30) continue;
    byForm.set(form, (byForm.get(form) ?? new Set()).add(unit));
    byUnit.set(unit, (byUnit.get(unit) ?? new Set()).add(form));
  }
  return { byForm, byUnit, longest: Math.max(...[...byForm.keys()].map(({ length }) => length)) };
}

const built = new Map<string, UnitForms>();

/** How a language writes units. Made once. */
export function unitForms(language: Language): UnitForms {
  const known = built.get(language.code) ?? build(language);
  built.set(language.code, known);
  return known;
}
