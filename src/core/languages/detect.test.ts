import { describe, expect, it } from 'vitest';
import { languages } from '.';
import { shortTexts, type ShortTexts } from '../../../tools/languages/shortTexts';
import { detectByScript, loadDetector } from './detect';

const detect = await loadDetector();
const best = (text: string) => detect(text)[0]?.language.tag;

/** Short everyday sentences. */
const sentences: Record<string, string[]> = {
  en: ['Where is the nearest bus stop?', 'She has never been to Spain.'],
  'zh-Hans': ['请问洗手间在哪里？', '她从来没有去过西班牙。'],
  'zh-Hant': ['請問洗手間在哪裡？', '她從來沒有去過西班牙。'],
  fr: ['Où se trouve l’arrêt de bus ?', 'Elle n’est jamais allée en Espagne.'],
  de: ['Wo ist die nächste Haltestelle?', 'Sie war noch nie in Spanien.'],
  es: ['¿Dónde queda la parada del autobús?', 'Ella nunca ha estado en Francia.'],
  pt: ['Onde fica o ponto de ônibus?', 'Ela nunca esteve na Espanha.'],
  it: ['Dove si trova la fermata dell’autobus?', 'Lei non è mai stata in Spagna.'],
  nl: ['Waar is de dichtstbijzijnde bushalte?', 'Zij is nog nooit in Spanje geweest.'],
  sv: ['Var är närmaste busshållplats?', 'Hon har aldrig varit i Spanien.'],
  pl: ['Gdzie jest najbliższy przystanek?', 'Ona nigdy nie była w Hiszpanii.'],
  cs: ['Kde je nejbližší zastávka?', 'Nikdy nebyla ve Španělsku.'],
  ru: ['Где ближайшая остановка автобуса?', 'Она никогда не была в Испании.'],
  uk: ['Де найближча зупинка автобуса?', 'Вона ніколи не була в Іспанії.'],
  el: ['Πού είναι η στάση;'],
  tr: ['En yakın otobüs durağı nerede?', 'O hiç İspanya’ya gitmedi.'],
  ar: ['أين أقرب محطة للحافلات؟', 'لم تذهب إلى إسبانيا من قبل.'],
  he: ['איפה תחנת האוטובוס?'],
  fa: ['نزدیک‌ترین ایستگاه اتوبوس کجاست؟', 'او هرگز به اسپانیا نرفته است.'],
  hi: ['सबसे नज़दीकी बस स्टॉप कहाँ है?', 'वह कभी स्पेन नहीं गई।'],
  bn: ['সবচেয়ে কাছের বাস স্টপ কোথায়?', 'সে কখনও স্পেনে যায়নি।'],
  ta: ['பேருந்து நிறுத்தம் எங்கே?'],
  te: ['బస్ స్టాప్ ఎక్కడ ఉంది?'],
  th: ['ป้ายรถเมล์อยู่ที่ไหน'],
  vi: ['Trạm xe buýt gần nhất ở đâu?', 'Cô ấy chưa bao giờ đến Tây Ban Nha.'],
  id: ['Halte bus terdekat ada di mana?', 'Dia belum pernah pergi ke Spanyol.'],
  ja: ['バス停はどこですか。', '彼女はスペインに行ったことがない。'],
  ko: ['버스 정류장이 어디예요?'],
  sw: ['Kituo cha basi kilicho karibu kiko wapi?', 'Hajawahi kwenda Uhispania.'],
  am: ['የአውቶቡስ ማቆሚያው የት ነው?'],
  ka: ['სად არის ავტობუსის გაჩერება?'],
  fi: ['Missä on lähin bussipysäkki?', 'Hän ei ole koskaan käynyt Espanjassa.'],
  hu: ['Hol van a legközelebbi buszmegálló?'],
  ro: ['Unde este cea mai apropiată stație de autobuz?'],
  da: ['Hun har aldrig været i Spanien, men hun vil gerne derhen.'],
  nb: ['Hun har aldri vært i Spania, men hun vil gjerne dit.'],
  bg: ['Тя никога не е била в Испания.'],
  sr: ['Она никада није била у Шпанији.'],
  mr: ['ती कधीही स्पेनला गेली नाही.'],
  ne: ['उनी कहिल्यै स्पेन गएकी छैनन्।'],
  ur: ['وہ کبھی سپین نہیں گئی۔'],
  yo: ['Kò tíì lọ sí orílẹ̀-èdè Spéìn rí.'],
  ha: ['Ba ta taɓa zuwa ƙasar Spain ba.'],
  zu: ['Akakaze aye eSpain.'],
};

describe('the detector', () => {
  it('knows all but a few everyday sentences', () => {
    const all = Object.entries(sentences).flatMap(([tag, texts]) =>
      texts.map((text) => ({ tag, text, found: best(text) })),
    );
    const wrong = all.filter(({ tag, found }) => found !== tag);
    expect(wrong.length, JSON.stringify(wrong)).toBeLessThanOrEqual(3);
    expect(all.length).toBeGreaterThan(60);
  });
});

const core =
  'en zh-Hans fr de es pt it nl sv pl cs ru uk el tr ar he fa hi bn ta te th vi id ja ko sw am ka'.split(
    ' ',
  );

/** The same things in one language, in the same order for every language. */
function domainTexts(tag: string): string[] {
  const locale = `${tag}-u-ca-gregory-nu-latn`;
  const texts: string[] = [];
  const relative = new Intl.RelativeTimeFormat(locale);
  for (const unit of ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'] as const) {
    for (const value of [-40, -7, -1, 1, 4, 12]) texts.push(relative.format(value, unit));
    const measure = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
    texts.push(measure.format(1), measure.format(17.5));
  }
  const dates = [
    { dateStyle: 'full' },
    { dateStyle: 'long' },
    { month: 'long', day: 'numeric' },
  ] as const;
  for (const options of dates) {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' });
    for (let i = 0; i < 20; i++) texts.push(format.format(i * 517 * 86_400_000));
  }
  for (const currency of ['USD', 'EUR', 'JPY', 'CHF']) {
    const style = { style: 'currency', currency, currencyDisplay: 'name' } as const;
    texts.push(new Intl.NumberFormat(locale, style).format(17));
  }
  return texts;
}

describe('in the demo’s domain', () => {
  const inAll = new Map(
    languages
      .filter(({ tag }) => Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0)
      .map(({ tag }) => [tag, domainTexts(tag)] as const),
  );
  const lower = (text: string | undefined) => text?.toLowerCase().replace(/[^\p{L}\p{M}]+/gu, ' ');

  it.each(core)('recognises %s, or a language that says it in the same words', (tag) => {
    const texts = domainTexts(tag);
    const right = texts.filter((text, i) => {
      const found = best(text);
      return found === tag || lower(inAll.get(found ?? '')?.[i]) === lower(text);
    });
    expect(right.length / texts.length).toBeGreaterThan(0.75);
  });

  it.each([
    ['in 3 days', 'en'],
    ['dans 3 jours', 'fr'],
    ['vor 2 Jahren', 'de'],
    ['3天后', 'zh-Hans'],
    ['через 3 дня', 'ru'],
    ['3 日後', 'ja'],
    ['2024年3月5日星期二', 'zh-Hans'],
    ['2024年3月5日火曜日', 'ja'],
    ['3月5日', 'zh-Hans'],
    ['3月14日', 'zh-Hans'],
    ['2024年3月5日', 'zh-Hans'],
    ['火曜日', 'ja'],
    ['3日後', 'ja'],
    ['3 天後', 'zh-Hant'],
    ['dentro de 3 días', 'es'],
    ['siku 3 zijazo', 'sw'],
  ])('%s is %s', (text, tag) => {
    expect(best(text)).toBe(tag);
  });
});

describe('a few ideographs', () => {
  it.each(['中国', '日本', '日', '北京', '明天', '5年'])(
    'in %s are Simplified Chinese, as far as anyone can tell',
    (text) => {
      expect(best(text)).toBe('zh-Hans');
    },
  );

  it.each([
    ['謝謝', 'zh-Hant'],
    ['台灣', 'zh-Hant'],
    ['中國', 'zh-Hant'],
    ['鸟', 'zh-Hans'],
    ['東京都', 'ja'],
    ['駅', 'ja'],
    ['営業中', 'ja'],
  ])('in %s are %s, since it alone has them or their pairs', (text, tag) => {
    expect(best(text)).toBe(tag);
  });
});

describe('what is no language', () => {
  it.each([
    // addresses, mail, handles and tags
    ['看看这个 https://www.example.com/watch?v=dQw4w9WgXcQ&feature=share', 'zh-Hans'],
    ['שלום לכם https://www.example.com/articles/how-to-translate-a-page', 'he'],
    ['سلام، لطفاً به https://example.org/help/contact-us-now مراجعه کنید', 'fa'],
    ['Bitte hier klicken: https://www.example.com/the-best-things-in-the-world', 'de'],
    ['Check https://ru.example.org/wiki/Заглавная_страница please', 'en'],
    ['Привет, напиши мне на user.name@company.example.com пожалуйста', 'ru'],
    ['안녕하세요 support@example.com 으로 연락 주세요', 'ko'],
    ['مرحبا @username_long_one #hashtag_example', 'ar'],
    ['@someone_else 你怎么看 #AI #Technology #Future', 'zh-Hans'],
    // markup and placeholders
    ['<div class="container"><span style="color:red">你好，世界</span></div>', 'zh-Hans'],
    ['&lt;p&gt;Guten Tag&lt;/p&gt; &nbsp;&amp;', 'de'],
    ['{{user_name}} さん、%(count)d 件のメッセージがあります', 'ja'],
    ['Hej {firstName}, din beställning %1$s har skickats', 'sv'],
    // code, commands, paths and names
    ['使用 npm install react-router-dom 安装，然后运行 npm run build', 'zh-Hans'],
    ['git push origin main 失败了怎么办', 'zh-Hans'],
    ['Пожалуйста, выполните sudo apt-get install -y build-essential', 'ru'],
    ['const message = "hello"; // 这是一个测试', 'zh-Hans'],
    ['请打开 C:\\Program Files\\Office\\root\\Office16 文件夹', 'zh-Hans'],
    ['Le fichier /usr/local/share/applications/example.desktop est introuvable', 'fr'],
    ['Откройте VS Code и запустите Docker Desktop', 'ru'],
    ['在 Windows 上安装 Visual Studio Code', 'zh-Hans'],
    ['مرحبا بك في React Native و TypeScript', 'ar'],
  ])('does not count in %j, which is surely %s', (text, tag) => {
    const [first] = detect(text);
    expect(first?.language.tag).toBe(tag);
    expect(first?.confidence).toBeGreaterThanOrEqual(0.5);
  });

  it.each([
    'https://www.example.com/hello-world',
    'someone@example.com',
    '@someone #something',
    '{name} %s <br> &amp;',
    '/usr/local/share/doc',
  ])('is all there is in %j', (text) => {
    expect(detect(text)).toEqual([]);
    expect(detectByScript(text)).toEqual([]);
  });
});

describe('everyday words and greetings', () => {
  const isRight = (text: string) =>
    shortTexts.some(
      ({ tag, seen, heldOut }) => tag === best(text) && [...seen, ...heldOut].includes(text),
    );
  const wrong = (part: 'seen' | 'heldOut') =>
    shortTexts.flatMap((one: ShortTexts) => one[part]).filter((text) => !isRight(text));

  it('are a list of at least twenty in each of the thirty languages', () => {
    expect(shortTexts.map(({ tag }) => tag).toSorted()).toEqual(core.toSorted());
    for (const { seen, heldOut } of shortTexts) {
      expect(new Set([...seen, ...heldOut]).size).toBeGreaterThanOrEqual(20);
    }
  });

  it('are right but for a few that neighbours say alike', () => {
    expect(wrong('seen')).toEqual(['adeus', 'do jutra']);
    // Not looked at: which, would be to tune with them.
    expect(wrong('heldOut').length).toBeLessThanOrEqual(10);
  });

  it.each([
    ['hola', 'es'],
    ['Hallo', 'de'],
    ['Danke', 'de'],
    ['merhaba', 'tr'],
    ['明日', 'ja'],
    ['今日', 'ja'],
    ['ciao', 'it'],
    ['salut', 'fr'],
    ['ahoj', 'cs'],
    ['cześć', 'pl'],
    ['hej', 'sv'],
    ['olá', 'pt'],
    ['привіт', 'uk'],
    ['habari', 'sw'],
    ['xin chào', 'vi'],
    ['terima kasih', 'id'],
  ])('%s is %s', (text, tag) => {
    expect(best(text)).toBe(tag);
  });
});

describe('confidence', () => {
  it('is shared among what a text may be, and small for what it hardly is', () => {
    const found = detect('This is a sentence about the weather in English.');
    expect(found[0]?.confidence).toBeGreaterThan(0.95);
    const sum = found.reduce((total, { confidence }) => total + confidence, 0);
    expect(sum).toBeLessThanOrEqual(1.000001);
    expect(found.map(({ confidence }) => confidence)).toEqual(
      found.map(({ confidence }) => confidence).sort((a, b) => b - a),
    );
    expect(detect('bla')[0]?.confidence ?? 0).toBeLessThan(0.9);
  });

  it.each(['', ' ', '123', '😀', '—', 'ᚠᚢᚦ'])('is nothing for %j', (text) => {
    expect(detect(text)).toEqual([]);
  });

  it('reads the beginning of a long text only', () => {
    const begin = performance.now();
    detect('The quick brown fox jumps over the lazy dog. '.repeat(200_000));
    expect(performance.now() - begin).toBeLessThan(1000);
  });
});

describe('detectByScript', () => {
  it('decides where one language has the script for itself', () => {
    const found = ['გამარჯობა', 'γειά', 'שלום', '안녕', 'สวัสดี', 'ସ୍ୱାଗତ', 'カタカナ'];
    expect(found.map((text) => detectByScript(text)[0]?.language.tag)).toEqual([
      'ka',
      'el',
      'he',
      'ko',
      'th',
      'or',
      'ja',
    ]);
    expect(detectByScript('hello')).toEqual([]);
    expect(detectByScript('中文')).toEqual([]);
    expect(detectByScript('')).toEqual([]);
    expect(detectByScript('שלום hi')[0]?.confidence).toBeCloseTo(4 / 6);
  });
});
