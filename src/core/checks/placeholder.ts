import type { Span } from '../text/spans/types';
import type { Check } from '../translation/types';
import type { Pair, Side } from './types';

const kinds: ReadonlySet<Span['kind']> = new Set([
  ...(['address', 'email', 'path', 'handle', 'key', 'placeholder', 'code', 'formula'] as const),
  ...(['tag', 'block', 'entity', 'emoji', 'note', 'sign'] as const),
]);
/** Entities that stand for a sign which may be written as it is. */
const entities: Readonly<Record<string, string>> = {
  ...{ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&#39;': "'" },
  ...{ '&nbsp;': ' ', '&hellip;': '…', '&mdash;': '—', '&ndash;': '–' },
};

/** What has to be the same on both sides. */
function nameOf(text: string, kind: Span['kind']): string {
  if (kind === 'tag' || kind === 'block') {
    const [, name] = /^(<\/?[A-Za-z][\w:.-]*)/.exec(text) ?? [];
    const address = /\b(?:href|src|id)\s*=\s*("[^"]*"|'[^']*')/i.exec(text)?.[1] ?? '';
    return name === undefined
      ? text
      : `${name.toLowerCase()}${address}${/\/>$/.test(text) ? '' : ''}`;
  }
  if (kind === 'emoji') return text.replace(/[\ufe0f\ufe0e]|[\u{1f3fb}-\u{1f3ff}]/gu, '');
  if (kind === 'note') return text.replace(/\s/g, '');
  if (kind === 'placeholder') {
    // ICU messages have words of the language inside.
    const icu = /^\{\s*([\w.]+)\s*,\s*(?:plural|select|selectordinal)\b/.exec(text)?.[1];
    if (icu !== undefined) return `{${icu},`;
    // The order may be another one.
    return text.replace(/^%\d+\$/, '%').replace(/\s/g, '');
  }
  return text;
}

function count(side: Side): Map<string, { text: string; count: number }> {
  const found = new Map<string, { text: string; count: number }>();
  for (const { start, end, kind } of side.spans) {
    if (!kinds.has(kind)) continue;
    const text = side.text.slice(start, end);
    const runs =
      kind === 'emoji' ? [...new Intl.Segmenter().segment(text)].map((one) => one.segment) : [text];
    for (const run of text.startsWith(':') ? [text] : runs) {
      const name = nameOf(run, kind);
      const before = found.get(name)?.count ?? 0;
      found.set(name, { text: run, count: before + 1 });
    }
  }
  return found;
}

/** Placeholders, addresses, tags, code and pictures that the translation has not, or that only it has. */
export function checkPlaceholder({ source, target }: Pair): Check | undefined {
  const [from, to] = [count(source), count(target)];
  if (from.size === 0 && to.size === 0) return undefined;
  const about: string[] = [];
  for (const [name, { text, count: wanted }] of from) {
    const has = to.get(name)?.count ?? 0;
    const positional = /^%\d+\$[a-z@]$/i.test(text);
    if (positional && target.text.includes(text)) continue;
    const sign = entities[text];
    const isWritten = sign !== undefined && target.text.includes(sign);
    const isThere = target.text.split(text).length - 1 >= wanted;
    if (has < wanted && !isWritten && !isThere) about.push(text);
  }
  for (const [name, { text, count: has }] of to) {
    const isWritten = Object.entries(entities).some(
      ([entity, sign]) => entity === text && source.text.includes(sign),
    );
    const isThere =
      source.text.includes(text) && (has === 1 || source.text.split(text).length - 1 >= has);
    if (has > (from.get(name)?.count ?? 0) && !isThere && !isWritten) about.push(text);
  }
  return about.length > 0 ? { kind: 'placeholder', about: [...new Set(about)] } : undefined;
}
