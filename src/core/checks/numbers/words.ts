import { fold } from '../fold';
import table from './words.json';

interface Words {
  readonly numbers: Readonly<Record<string, string | undefined>>;
  readonly powers: Readonly<Record<string, string>>;
  readonly minus: string;
}

/** A language's words for numbers, folded. */
export interface NumberWords {
  readonly byValue: ReadonlyMap<number, readonly string[]>;
  readonly byWord: ReadonlyMap<string, number>;
  /** Words that multiply, longest first, with their factors. */
  readonly powers: readonly (readonly [word: string, factor: number])[];
  readonly minus: readonly string[];
}

const all = table as Readonly<Record<string, Words | undefined>>;

// Forms beside those in the rules of CLDR: abbreviations that are no other word, and inflected ones.
const morePowers: Readonly<Record<string, string>> = {
  eng: '5=lakh,lakhs 7=crore,crores 6=mn 9=bn 12=tn',
  ara: '3=ألفا,الاف,آلاف 6=مليونا,ملايين,مليوني 9=مليارا,مليارات,بليون',
  rus: '3=тыс 6=млн 9=млрд 12=трлн',
  ukr: '3=тис 6=млн 9=млрд 12=трлн',
  bel: '3=тыс 6=млн 9=млрд',
  bul: '3=хил 6=млн 9=млрд',
  deu: '6=mio,mill 9=mrd 12=bio',
  fra: '6=million,m 9=milliard,md,mds',
  spa: '6=millón,mill',
  por: '6=milhão,milhões,mi 9=bilhão,bilhões,bi',
  ita: '6=milioni,milione,mln 9=miliardi,miliardo,mld',
  pol: '3=tys 6=mln 9=mld',
  ces: '3=tis 6=mil,mio 9=mld',
  slk: '3=tis 6=mil,mio 9=mld',
  nld: '6=mln 9=mld',
  swe: '6=mn,miljoner,miljon 9=mdr,md,miljarder,miljard',
  dan: '6=mio,millioner,million 9=mia,milliarder,milliard',
  nob: '6=mill,millioner,million 9=mrd,milliarder,milliard',
  fin: '6=milj,miljoonaa,miljoona 9=mrd,miljardia,miljardi',
  hun: '6=millió 9=milliárd',
  tur: '6=mn 9=mr',
  ell: '3=χιλιάδες,χιλιάδων 6=εκατομμύρια,εκατομμύριο,εκατ 9=δισεκατομμύρια,δισεκατομμύριο,δισ',
  hin: '3=हज़ार,हजार 5=लाख 6=मिलियन 7=करोड़,करोड 9=अरब,बिलियन',
  npi: '3=हजार 5=लाख 7=करोड 9=अर्ब',
  tam: '3=ஆயிரம் 5=லட்சம் 6=மில்லியன் 7=கோடி 9=பில்லியன்',
  guj: '3=હજાર 5=લાખ 7=કરોડ',
  fas: '3=هزار 6=میلیون 9=میلیارد',
  heb: '3=אלף,אלפים 6=מיליון,מיליוני 9=מיליארד',
  ind: '3=ribu 6=juta 9=miliar 12=triliun',
  msa: '3=ribu 6=juta 9=bilion',
  vie: '3=nghìn,ngàn 6=triệu 9=tỷ,tỉ',
  tha: '3=พัน 4=หมื่น 5=แสน 6=ล้าน 9=พันล้าน 7=สิบล้าน 8=ร้อยล้าน',
  swh: '3=elfu 6=milioni 9=bilioni',
  kor: '3=천 4=만 6=백만 7=천만 8=억 12=조',
  jpn: '2=百 3=千 4=万 6=百万 7=千万 8=億 12=兆',
  zho_simpl: '2=百 3=千 4=万 6=百万 7=千万 8=亿 12=万亿,兆',
  zho_trad: '2=百 3=千 4=萬,万 6=百萬 7=千萬 8=億 12=萬億,兆',
};

function readMore(text: string): (readonly [string, number])[] {
  return [...text.matchAll(/(\d+)=(\S+)/gu)].flatMap(([, exponent, words = '']) =>
    words.split(',').map((word) => [fold(word), 10 ** Number(exponent)] as const),
  );
}

function build(code: string): NumberWords | undefined {
  const words = all[code];
  const more = readMore(morePowers[code] ?? '');
  if (words === undefined) return undefined;
  const byValue = new Map<number, string[]>();
  const byWord = new Map<string, number>();
  for (const [key, forms = ''] of Object.entries(words.numbers)) {
    const list = forms.split('|').map(fold);
    byValue.set(Number(key), list);
    for (const form of list) if (!byWord.has(form)) byWord.set(form, Number(key));
  }
  const powers = new Map<string, number>();
  for (const [exponent, forms] of Object.entries(words.powers)) {
    // "un million" multiplies as "million" does.
    for (const form of forms.split('|')) {
      const last = fold(form.split(' ').at(-1) ?? '');
      if (!powers.has(last)) powers.set(last, 10 ** Number(exponent));
    }
  }
  for (const [word, factor] of more) powers.set(word, factor);
  return {
    byValue,
    byWord,
    powers: [...powers].sort(([a], [b]) => b.length - a.length),
    minus: words.minus
      .split('|')
      .filter((word) => word !== '')
      .map(fold),
  };
}

const built = new Map<string, NumberWords | undefined>();

/** Undefined for a language whose words for numbers are not known here. */
export function numberWords(code: string | undefined): NumberWords | undefined {
  if (code === undefined) return undefined;
  if (!built.has(code)) built.set(code, build(code));
  return built.get(code);
}

const letter = /[\p{L}\p{M}]/u;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** Whether a word for a number stands in a folded text: by itself, with an ending, or in a compound. */
function has(text: string, word: string, isInCompound: boolean): boolean {
  const stem = word.length > 3 && letter.test(word) ? word.slice(0, -1) : word;
  const isLoose = unspaced.test(word) || (isInCompound && word.length > 1);
  for (let at = text.indexOf(stem); at >= 0; at = text.indexOf(stem, at + 1)) {
    if (isLoose) return true;
    if (letter.test(text.charAt(at - 1))) continue;
    const rest = /^[\p{L}\p{M}]*/u.exec(text.slice(at + stem.length))?.[0] ?? '';
    if (rest === '' ? stem === word || word.length > 3 : rest.length <= (word.length > 2 ? 5 : 0)) {
      return true;
    }
    if (rest.length + stem.length === word.length && text.startsWith(word, at)) return true;
  }
  return false;
}

/** Whether a whole number may be written in words somewhere in a folded text. */
export function isSpelled(value: number, text: string, words: NumberWords): boolean {
  const says = (one: number, isInCompound = false): boolean =>
    (words.byValue.get(one) ?? []).some((word) => has(text, word, isInCompound));
  if (!Number.isInteger(value) || value < 0) return false;
  if (says(value)) return true;
  if (value > 10 && value < 100) {
    const [ten, one] = [value - (value % 10), value % 10];
    // "kaksikymmentä": two tens
    const saysTen = says(ten, true) || (ten > 10 && says(ten / 10, true) && says(10, true));
    if (saysTen && (one === 0 ? ten > 10 : says(one, true))) return true;
    // "soixante-quinze", "quatre-vingt-dix"
    if (ten >= 70 && says(ten - 10, true) && says(one + 10, true)) return true;
    return false;
  }
  return words.powers.some(
    ([word, factor]) =>
      value % factor === 0 &&
      value / factor < 1000 &&
      has(text, word, true) &&
      (value === factor || isSpelled(value / factor, text, words)),
  );
}

/** All values that words of a folded text may mean: of each word, and of neighbours together. */
export function spelledValues(text: string, words: NumberWords): Set<number> {
  const values = new Set<number>();
  let before = 0;
  for (const token of text.match(/[\p{L}\p{M}]+/gu) ?? []) {
    const value = words.byWord.get(token);
    const factor = words.powers.find(([word]) => word === token)?.[1];
    if (value !== undefined) {
      values.add(value);
      if (before >= 20 && value < 10) values.add(before + value);
      if (before >= 100) values.add(before + value);
      before = before >= 20 ? before + value : value;
    } else if (factor !== undefined) {
      before = Math.max(1, before) * factor;
      values.add(before);
    } else before = 0;
  }
  return values;
}
