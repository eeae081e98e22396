import type { Check } from '../translation/types';
import type { Pair, Side } from './types';

type End = 'question' | 'exclamation' | 'stop' | 'colon' | 'ellipsis' | 'none';

const closers = /[\s"'”’»›」』）)\]】》*_~`“‘«]+$/u;
const ends: readonly (readonly [End, RegExp])[] = [
  ['ellipsis', /(?:…|\.{3,}|⋯|。{2,}|・{3,}|\. \. \.)$/u],
  ['question', /(?:[?？؟⁇⁈⁉፧՞꘏]|[?？!！]{2,})$/u],
  ['exclamation', /[!！՜¡]$/u],
  ['colon', /[:：]$/u],
  ['stop', /[.。．।॥։۔።။៕។.｡]$/u],
];
/** Scripts that part sentences by spaces. */
const unstopped = new Set(['Thai', 'Laoo', 'Khmr', 'Mymr']);
/** Languages whose sentences say by a word or an ending that they ask. */
const asks: Readonly<Record<string, RegExp>> = {
  jpn: /(?:か|かな|かしら|の|ね|よね)。?$/u,
  tha: /(?:ไหม|มั้ย|หรือ|หรือไม่|หรือเปล่า|อะไร|ไหน|ไร|ใคร|เมื่อไหร่|เมื่อไร|ทำไม|อย่างไร|ยังไง|เท่าไหร่|เท่าไร|กี่โมง|ครับ|คะ|ค่ะ|นะ)/u,
  lao: /(?:ບໍ່|ບໍ|ໃສ|ຫຍັງ|ໃຜ|ແນວໃດ|ເທົ່າໃດ|ເມື່ອໃດ)/u,
  mya: /(?:လား|လဲ|သလဲ|သလား|မလား|မလဲ)။?$/u,
  khm: /(?:ឬទេ|ទេ|អ្វី|ណា|នរណា|ម៉េច|យ៉ាងណា|ប៉ុន្មាន|ហេតុអ្វី)/u,
  zho_simpl: /[吗呢]。?$/u,
  zho_trad: /[嗎呢]。?$/u,
  kor: /(?:까|까요|나요|가요|니|냐)\.?$/u,
};

function endOf({ text, language }: Side): { end: End; sign: string } {
  const bare = text
    .replace(/<[^<>]{1,80}>|&nbsp;/g, '')
    .replace(/(?:\s?\[\^?\d{1,3}\]|\p{Extended_Pictographic}|\ufe0f|\s)+$/gu, '');
  const inner = bare.replace(closers, '');
  for (const line of [bare, inner]) {
    for (const [end, pattern] of ends) {
      const sign = pattern.exec(line)?.[0];
      if (sign !== undefined) return { end, sign };
    }
  }
  if (/;$/.test(inner) && language?.code === 'ell') return { end: 'question', sign: ';' };
  return { end: 'none', sign: '' };
}

const abbreviation =
  /(?:\b\p{L}{1,3}|\p{L}\.\p{L}|etc|approx|Inc|Ltd|Corp|dept|bzw|usw|напр|проч)\.$/iu;

function lostEnd({ source, target }: Pair): string[] {
  const { end, sign } = endOf(source);
  const other = endOf(target).end;
  const { code, script } = target.language;
  if (end === 'none' || end === other) return [];
  const all = target.text;
  if (end === 'question') {
    // An Armenian sign stands within the word, a Greek one looks like a semicolon.
    const isAsked = /[?？؟՞፧]/u.test(all) || (code === 'ell' && /[;;]/u.test(all));
    return isAsked || (asks[code]?.test(all.replace(closers, '').trim()) ?? false) ? [] : [sign];
  }
  if (end === 'exclamation')
    return other === 'stop' || /[!！՜]/u.test(all) || unstopped.has(script)
      ? []
      : other === 'question'
        ? [sign]
        : [sign];
  if (end === 'colon')
    return /[:：]/u.test(all.slice(-8)) || /[՝።፦]$/u.test(all.trim()) ? [] : [sign];
  if (end === 'ellipsis') return /(?:…|\.{3}|⋯)/u.test(all) ? [] : [sign];
  if (other === 'question') return /[?？؟]/u.test(source.text) ? [] : ['?'];
  if (other !== 'none' || unstopped.has(script)) return [];
  // Abbreviations, and what is no sentence
  const isSentence = source.words.length > 2 && !abbreviation.test(source.text.trim());
  return isSentence ? [sign] : [];
}

const quotes =
  /["“”„‟«»「」『』《》〈〉]|(?<![\p{L}\p{N}])[‘‚'‹](?=[\p{L}\p{N}])|(?<=[\p{L}\p{N}.!?…])[’'›](?![\p{L}\p{N}])/gu;
const inches = /(?<=\d)["”]/gu;

/** How many passages stand in quotes: signs that open or close, by two. */
function quotedPassages(text: string): number {
  const found = text.replace(inches, '').match(quotes) ?? [];
  const whole = found.filter((sign) => !/['’‘‚‹›]/.test(sign)).length;
  const single = found.length - whole;
  const hasBoth =
    found.some((sign) => /[‘‚'‹]/.test(sign)) && found.some((sign) => /[’'›]/.test(sign));
  return Math.floor(whole / 2) + (hasBoth ? Math.floor(single / 2) : 0);
}

const firstQuote = (text: string): string =>
  text.replace(inches, '').match(quotes)?.slice(0, 2).join(' ') ?? '"';

const pairs: readonly (readonly [open: RegExp, close: RegExp, shown: string])[] = [
  [/[(（]/gu, /[)）]/gu, '( )'],
  [/[[［【〔]/gu, /[\]］】〕]/gu, '[ ]'],
  [/[{｛]/gu, /[}｝]/gu, '{ }'],
];
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

function lostBrackets(source: string, target: string, targetCode: string): string[] {
  const [from, to] = [source, target].map((text) =>
    text.replace(
      /(?<![(（][^()（）]{0,80})(?:[:;=][-']?[)(]|(?<=(?:^|\s)[\p{L}\p{N}]{1,2})\))/gu,
      ' ',
    ),
  );
  return pairs.flatMap(([open, close, shown]) => {
    const [a, b] = [count(from ?? '', open), count(from ?? '', close)];
    const [c, d] = [count(to ?? '', open), count(to ?? '', close)];
    if (Math.min(a, b) > Math.min(c, d)) {
      const isOther = shown === '[ ]' && /[「『〈]/u.test(target) && targetCode !== '';
      return isOther ? [] : [shown];
    }
    return a === b && c !== d ? [shown] : [];
  });
}

function lostQuotes({ source, target }: Pair): string[] {
  const [from, to] = [quotedPassages(source.prose), quotedPassages(target.prose)];
  if (from > 0 && to < from) return [firstQuote(source.prose)];
  const odd = (text: string): boolean =>
    count(text.replace(inches, ''), /["“”„«»「」『』]/gu) % 2 === 1;
  return from > 0 && !odd(source.prose) && odd(target.prose) ? [firstQuote(target.prose)] : [];
}

/** Emphasis and links of Markdown, by the signs that open them. */
function lostMarkdown({ source, target }: Pair): string[] {
  const found = (side: Side): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const { kind, role, start, end } of side.spans) {
      if (kind !== 'emphasis' && kind !== 'link') continue;
      const text = side.text.slice(start, end);
      if (kind === 'link' && role === 'open') continue;
      const name = kind === 'link' ? text : text.replaceAll('_', '*');
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return counts;
  };
  const [from, to] = [found(source), found(target)];
  return [...from]
    .filter(
      ([name, wanted]) =>
        (to.get(name) ?? 0) < wanted && target.text.split(name).length - 1 < wanted,
    )
    .map(([name]) => name);
}

/** Spanish questions and exclamations begin with a sign, too. */
function lostOpening({ target }: Pair): string[] {
  if (target.language.code !== 'spa') return [];
  if (/\?/.test(target.prose) && !target.prose.includes('¿')) return ['¿'];
  return [];
}

/** Marks that the translation has lost, each in the form that its script has. */
export function checkMark(pair: Pair): Check | undefined {
  const { source, target } = pair;
  const about = [
    ...lostEnd(pair),
    ...lostOpening(pair),
    ...lostBrackets(source.prose, target.prose, target.language.code),
    ...lostQuotes(pair),
    ...lostMarkdown(pair),
  ];
  return about.length > 0 ? { kind: 'mark', about: [...new Set(about)] } : undefined;
}
