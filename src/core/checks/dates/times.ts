import { plainDigits } from '../numbers/digits';

/** A time of day. */
export interface TimeToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** As it is written: 3 for "3 pm". */
  readonly hour: number;
  readonly minute: number;
  /** Undefined where nothing says it. */
  readonly half: 'am' | 'pm' | undefined;
}

const half = String.raw`(?:\s?(?<half>[ap]\.?\s?m\b\.?|[AP]\.?M\b\.?))`;
const before = String.raw`(?<before>(?:上午|下午|早上|晚上|凌晨|中午|午前|午後|오전|오후|傍晚|清晨)\s?)?`;
const patterns = [
  String.raw`(?<![\d:.,])${before}(?<h>\d{1,2}):(?<m>\d{2})(?::\d{2})?(?![\d:])${half}?`,
  String.raw`(?<![\d:.,])(?<h>\d{1,2})(?:\.(?<m>\d{2}))?${half}`,
  String.raw`(?<![\d:.,])(?<h>\d{1,2})\s?[hH](?:\s?(?<m>\d{2})(?!\d))?(?![\p{L}/])`,
  String.raw`(?<![\d:.,])${before}(?<h>\d{1,2})\s?(?:[点點时時시](?!间|間|代|期|刻表|\d|区|區))\s?(?:(?<m>\d{1,2})\s?[分분]|(?<s>半|반|一刻|三刻))?`,
  String.raw`(?<![\d:.,])(?<h>\d{1,2})\.(?<m>\d{2})(?=\s(?:Uhr|Uhr\b|น\.))`,
].map((pattern) => new RegExp(pattern, 'gu'));

const spoken: Readonly<Record<string, number>> = { 半: 30, 반: 30, 一刻: 15, 三刻: 45 };

function halfOf(text: string | undefined): 'am' | 'pm' | undefined {
  if (text === undefined || text === '') return undefined;
  if (/^p|下午|晚上|中午|午後|오후|傍晚/iu.test(text)) return 'pm';
  return 'am';
}

/** The times of day in a text, in its order, apart from each other. */
export function readTimes(text: string): TimeToken[] {
  const plain = plainDigits(text);
  const found: TimeToken[] = [];
  for (const pattern of patterns) {
    for (const match of plain.matchAll(pattern)) {
      const { h, m, s, half: after, before } = match.groups ?? {};
      const [hour, minute] = [Number(h), m === undefined ? (spoken[s ?? ''] ?? 0) : Number(m)];
      const [start, end] = [match.index, match.index + match[0].trimEnd().length];
      if (hour > 24 || minute > 59) continue;
      if (found.some((one) => start < one.end && one.start < end)) continue;
      const shown = text.slice(start, end).trim();
      found.push({ text: shown, start, end, hour, minute, half: halfOf(after ?? before) });
    }
  }
  return found;
}
