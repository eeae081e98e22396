import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { languages } from '../../src/core/languages';

/*
 * Makes src/core/checks/numbers/words.json out of CLDR's rules for writing numbers (npm `cldr-rbnf`, which is not
 * part of this repository: unpack it and say where it is).
 *
 *   npx tsx tools/checks/numberWords.ts --rbnf <folder>
 */

interface Rules {
  readonly rbnf: {
    readonly rbnf: {
      readonly SpelloutRules?: Readonly<Record<string, readonly (readonly [string, string])[]>>;
    };
  };
}
interface Words {
  /** Value → its words. */
  readonly numbers: Record<string, string>;
  /** Power of ten, as an exponent → the words that multiply by it. */
  readonly powers: Record<string, string>;
  readonly minus: string;
}

const HIGHEST = 100;
const names: Readonly<Record<string, string>> = {
  'zh-Hans': 'zh',
  'zh-Hant': 'zh-Hant',
  nb: 'no',
};
const clean = (text: string): string =>
  text
    .replace(/[\u00ad\u200b'>]/gu, '')
    .trim()
    .toLowerCase();
/** The literal parts of a rule, each form of a plural apart. */
function literals(body: string): string[] {
  const forms = [...body.matchAll(/\$\((?:cardinal|ordinal),([^)]*)\)\$/gu)].flatMap(
    ([, all = '']) => [...all.matchAll(/\{([^}]*)\}/gu)].map(([, form = '']) => form),
  );
  const rest = body.replace(/\$\([^)]*\)\$/gu, '\u0000');
  const parts = rest.split(/[[\];→←=%]+[^→←=]*?[→←=]+|[[\];→←=]/u).map(clean);
  return parts.flatMap((part) =>
    part.includes('\u0000') ? forms.map((form) => clean(part.replace('\u0000', form))) : [part],
  );
}

function wordsOf(file: string): Words {
  const sets = (JSON.parse(readFileSync(file, 'utf8')) as Rules).rbnf.rbnf.SpelloutRules ?? {};
  const numbers = new Map<number, Set<string>>();
  const powers = new Map<number, Set<string>>();
  const minus = new Set<string>();
  const add = (to: Map<number, Set<string>>, key: number, words: readonly string[]): void => {
    const good = words.filter((word) => /\p{L}/u.test(word) && !/[#0-9<>]/u.test(word));
    if (good.length > 0) to.set(key, new Set([...(to.get(key) ?? []), ...good]));
  };
  for (const [name, rules] of Object.entries(sets)) {
    if (name.includes('lenient') || !Array.isArray(rules)) continue;
    for (const [base, body] of rules) {
      if (base === '-x') {
        const [word = ''] = literals(body);
        if (/\p{L}/u.test(word)) minus.add(word);
        continue;
      }
      // "%%and" and the like only join.
      if (!/^\d+$/.test(base) || name.startsWith('%%')) continue;
      const value = Number(base);
      // "twenty[-→→]" is twenty, too.
      const alone = body.replace(/\[[^\]]*\]/gu, '');
      const isWhole = !/[→←=]/u.test(alone);
      if (isWhole && value <= HIGHEST) add(numbers, value, literals(alone));
      const exponent = Math.floor(Math.log10(value));
      if (value >= 100 && exponent <= 13) add(powers, exponent, literals(body.replace(/\[.*/u, '')));
    }
  }
  const list = (map: Map<number, Set<string>>): Record<string, string> =>
    Object.fromEntries(
      [...map].sort(([a], [b]) => a - b).map(([key, words]) => [key, [...words].join('|')]),
    );
  return { numbers: list(numbers), powers: list(powers), minus: [...minus].join('|') };
}

/** Languages without rules: from one on, and the words for powers of ten. Written by hand. */
const written = `
ast|un,una dos tres cuatro cinco seis siete ocho nueve diez|2=cien 3=mil 6=millón,millones
ben|এক,একটি দুই,দুটি,দু তিন,তিনটি চার,চারটি পাঁচ,পাঁচটি ছয়,ছয়টি সাত,সাতটি আট,আটটি নয়,নয়টি দশ,দশটি|2=শত,শ 3=হাজার 5=লাখ,লক্ষ 6=মিলিয়ন 7=কোটি 9=বিলিয়ন
ceb|usa duha tulo upat lima unom pito walo siyam napulo|2=gatos 3=ka libo,libo 6=milyon
glg|un,unha dous,dúas tres catro cinco seis sete oito nove dez once doce|2=cen 3=mil 6=millón,millóns
hau|daya,ɗaya biyu uku huɗu biyar shida bakwai takwas tara goma|2=ɗari 3=dubu 6=miliyan 9=biliyan
ibo|otu abụọ atọ anọ ise isii asaa asatọ itoolu iri|2=narị 3=puku 6=nde 9=ijeri
jav|siji loro,rong telu,telung papat,patang lima,limang enem,enem pitu,pitung wolu,wolung sanga,sangang sepuluh|2=atus 3=ewu 6=yuta
kan|ಒಂದು ಎರಡು ಮೂರು ನಾಲ್ಕು ಐದು ಆರು ಏಳು ಎಂಟು ಒಂಬತ್ತು ಹತ್ತು|2=ನೂರು 3=ಸಾವಿರ 5=ಲಕ್ಷ 7=ಕೋಟಿ
mal|ഒന്ന്,ഒരു രണ്ട് മൂന്ന് നാല് അഞ്ച് ആറ് ഏഴ് എട്ട് ഒമ്പത് പത്ത്|2=നൂറ് 3=ആയിരം 5=ലക്ഷം 7=കോടി
mar|एक दोन तीन चार पाच सहा सात आठ नऊ दहा|2=शे,शंभर 3=हजार 5=लाख 7=कोटी
mon|нэг хоёр гурав,гурван дөрөв,дөрвөн тав,таван зургаа,зургаан долоо,долоон найм,найман ес,есөн арав,арван|2=зуун,зуу 3=мянга,мянган 6=сая 9=тэрбум
oci|un,una dos,doas tres quatre cinc sièis sèt uèch nòu dètz|2=cent 3=mila 6=milion,milions
pan|ਇੱਕ,ਇਕ ਦੋ ਤਿੰਨ ਚਾਰ ਪੰਜ ਛੇ ਸੱਤ ਅੱਠ ਨੌਂ ਦਸ|2=ਸੌ 3=ਹਜ਼ਾਰ 5=ਲੱਖ 7=ਕਰੋੜ
som|hal,kow laba saddex afar shan lix toddoba siddeed sagaal toban|2=boqol 3=kun 6=milyan
tgk|як ду се чор,чаҳор панҷ шаш ҳафт ҳашт нӯҳ даҳ|2=сад 3=ҳазор 6=миллион 9=миллиард
tel|ఒక,ఒకటి రెండు మూడు నాలుగు ఐదు ఆరు ఏడు ఎనిమిది తొమ్మిది పది|2=వంద,వందల 3=వెయ్యి,వేల,వేలు 5=లక్ష,లక్షల 7=కోటి,కోట్ల
urd|ایک دو تین چار پانچ چھ,چھہ سات آٹھ نو دس|2=سو 3=ہزار 5=لاکھ 6=ملین 7=کروڑ 9=ارب
uzb|bir ikki uch toʻrt,to'rt besh olti yetti sakkiz toʻqqiz,to'qqiz oʻn,o'n|2=yuz 3=ming 6=million 9=milliard
zul|nye,kunye bili thathu ne hlanu isithupha isikhombisa isishiyagalombili isishiyagalolunye ishumi|2=ikhulu 3=inkulungwane,izinkulungwane 6=izigidi,isigidi`;

/** Tens that the rules put together from parts. */
const tens: Readonly<Record<string, string>> = {
  ita: '20=venti 30=trenta 40=quaranta 50=cinquanta 60=sessanta 70=settanta 80=ottanta 90=novanta',
  ces: '20=dvacet 30=třicet 40=čtyřicet 50=padesát 60=šedesát 70=sedmdesát 80=osmdesát 90=devadesát',
  lit: '20=dvidešimt 30=trisdešimt 40=keturiasdešimt 50=penkiasdešimt 60=šešiasdešimt 70=septyniasdešimt 80=aštuoniasdešimt 90=devyniasdešimt',
  lav: '20=divdesmit 30=trīsdesmit 40=četrdesmit 50=piecdesmit 60=sešdesmit 70=septiņdesmit 80=astoņdesmit 90=deviņdesmit',
  tgl: '20=dalawampu 30=tatlumpu 40=apatnapu 50=limampu 60=animnapu 70=pitumpu 80=walumpu 90=siyamnapu',
  bul: '20=двадесет 30=тридесет 40=четиридесет 50=петдесет 60=шестдесет 70=седемдесет 80=осемдесет 90=деветдесет',
  slv: '20=dvajset 30=trideset 40=štirideset 50=petdeset 60=šestdeset 70=sedemdeset 80=osemdeset 90=devetdeset',
  ron: '10=zeci', fin: '10=kymmentä', ind: '10=puluh', msa: '10=puluh', vie: '10=mươi', tha: '10=สิบ',
  uzb: '20=yigirma 30=oʻttiz 40=qirq 50=ellik 60=oltmish 70=yetmish 80=sakson 90=toʻqson',
  swh: '20=ishirini 30=thelathini 40=arobaini 50=hamsini 60=sitini 70=sabini 80=themanini 90=tisini',
};

function fromHand(row: string): [code: string, words: Words] {
  const [code = '', numbers = '', powers = ''] = row.split('|');
  const listed = (words: string): string => words.replaceAll(',', '|');
  return [
    code,
    {
      numbers: Object.fromEntries(numbers.split(' ').map((word, i) => [i + 1, listed(word)])),
      powers: Object.fromEntries(
        [...powers.matchAll(/(\d+)=([^\d]+?)(?= \d|$)/gu)].map(([, key = '', words = '']) => [
          key,
          listed(words),
        ]),
      ),
      minus: '',
    },
  ];
}

const { values } = parseArgs({ options: { rbnf: { type: 'string' } } });
if (values.rbnf === undefined) throw new Error('--rbnf <folder> is missing');
const all: Record<string, Words> = Object.fromEntries(written.trim().split('\n').map(fromHand));
for (const { code, tag } of languages) {
  const file = join(values.rbnf, `${names[tag] ?? tag}.json`);
  if (existsSync(file)) all[code] = wordsOf(file);
  for (const [, value = '', word = ''] of (tens[code] ?? '').matchAll(/(\d+)=(\S+)/gu)) {
    const numbers = all[code]?.numbers ?? {};
    numbers[value] = numbers[value] === undefined ? word : `${numbers[value]}|${word}`;
  }
}
const out = 'src/core/checks/numbers/words.json';
writeFileSync(
  out,
  await format(JSON.stringify(all), { ...(await resolveConfig(out)), parser: 'json' }),
);
const missing = languages.filter(({ code }) => all[code] === undefined);
console.log(`${Object.keys(all).length} languages; none for ${missing.map((l) => l.code).join(' ')}`);
