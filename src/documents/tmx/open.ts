import { readText } from '../encoding';
import { unsupported } from '../failures';
import { textDocument, type Group } from '../textDocument';
import type { Open, Unit } from '../types';
import { declaredEncoding, escapeAttribute, readXml, type XmlToken } from '../xml';
import { closeOf, readContent, writeContent, type Content } from '../xliff/content';

interface Variant {
  readonly language: string;
  readonly open: XmlToken;
  readonly close: XmlToken;
  readonly segment: Content;
}

/** TMX: a unit for each entry's text in the source language; the target's is changed, or added after it. */
export const open: Open = (file) => {
  const source = readText(file, declaredEncoding(file.bytes));
  const { text } = source;
  const tokens = readXml(text);
  if (tokens.find(({ kind }) => kind === 'open')?.name !== 'tmx')
    throw unsupported('content', file.name);
  const header = tokens.find(({ kind, name }) => kind === 'open' && name === 'header');
  const named = header?.attributes['srclang'];
  const sourceLanguage = named === '*all*' ? undefined : named;
  const entries = [...entriesOf(tokens)];
  const others = new Set(
    entries
      .flatMap(({ variants }) => variants.map(({ language }) => language))
      .filter((each) => !isSame(each, sourceLanguage ?? '')),
  );
  const targetLanguage =
    sourceLanguage !== undefined && others.size === 1 ? [...others][0] : undefined;
  const groups = entries.flatMap(({ id, variants }): Group[] => {
    const from =
      variants.find(({ language }) => isSame(language, sourceLanguage ?? '')) ?? variants[0];
    const inline = from && readContent(text, from.segment);
    if (from === undefined || inline === undefined) return [];
    const into = variants.find(({ language }) => language === targetLanguage);
    const own = into && readContent(text, into.segment);
    const translation = own?.codes.size === 0 ? own.text : undefined;
    const unit: Unit = {
      ...{ id, text: inline.text, marks: inline.marks },
      ...(translation !== undefined && { translation }),
      state: translation === undefined ? 'new' : 'final',
    };
    const edits: Group['edits'] = (textOf, { language }) => {
      const content = writeContent(text, from.segment, inline, textOf(unit), id);
      const known = variants.find((each) => each !== from && isSame(each.language, language));
      // Without its source, an entry would be nothing to read again.
      if (known !== undefined)
        return [{ start: known.segment.start, end: known.segment.end, text: content }];
      if (isSame(language, from.language)) return [];
      const indent =
        /\s*$/.exec(text.slice(Math.max(0, from.open.start - 200), from.open.start))?.[0] ?? '';
      const added = `${indent}<tuv xml:lang="${escapeAttribute(language)}"><seg>${content}</seg></tuv>`;
      return [{ start: from.close.end, end: from.close.end, text: added }];
    };
    return [{ units: [unit], edits }];
  });
  return textDocument({
    ...{ format: 'tmx', source, groups },
    languages: {
      ...(sourceLanguage !== undefined && { sourceLanguage }),
      ...(targetLanguage !== undefined && { targetLanguage }),
    },
  });
};

const isSame = (a: string, b: string) =>
  a.replaceAll('_', '-').toLowerCase() === b.replaceAll('_', '-').toLowerCase();

function* entriesOf(tokens: readonly XmlToken[]) {
  let number = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind !== 'open' || token.name !== 'tu') continue;
    const end = closeOf(tokens, at);
    number++;
    yield { id: String(number), variants: variantsOf(tokens.slice(at + 1, end)) };
    at = end;
  }
}

function variantsOf(tokens: readonly XmlToken[]): readonly Variant[] {
  return tokens.flatMap((open, at): Variant[] => {
    if (open.kind !== 'open' || open.name !== 'tuv') return [];
    const last = closeOf(tokens, at);
    const first = tokens.findIndex(
      (token, place) => place > at && place < last && token.kind === 'open' && token.name === 'seg',
    );
    const [seg, close] = [tokens[first], tokens[last]];
    if (seg === undefined || close === undefined || seg.isSelfClosing) return [];
    const end = closeOf(tokens, first);
    const inner = tokens.slice(first + 1, end);
    const segment = { tokens: inner, start: seg.end, end: tokens[end]?.start ?? seg.end };
    return [
      {
        language: open.attributes['xml:lang'] ?? open.attributes['lang'] ?? '',
        open,
        close,
        segment,
      },
    ];
  });
}
