import { readCount, readFields, readList, readOneOf, readText, type Read } from '../core/stored';
import {
  checkKinds,
  type Alternative,
  type Check,
  type TermUse,
  type Translation,
  type TranslationSegment,
} from '../core/translation/types';
import type { JudgedConfidence } from '../core/confidence';
import type { Span } from '../core/text/spans/types';

const readState = readOneOf([
  ...(['untranslated', 'running', 'done'] as const),
  ...(['withheld', 'verbatim', 'outdated'] as const),
]);
const readOrigin = readOneOf(['model', 'memory', 'edited', 'pinned']);
const readSpanKind = readOneOf<Span['kind']>([
  ...(['address', 'email', 'path', 'handle', 'key', 'placeholder', 'code', 'formula'] as const),
  ...(['number', 'tag', 'block', 'entity', 'emphasis', 'link', 'note', 'emoji', 'sign'] as const),
]);

/** Whole, or not at all: a segment that cannot be read would be missing from the text. */
export const readTranslation: Read<Translation> = (value) => {
  const fields = readFields(value);
  const lead = readText(fields?.['lead']);
  const listed = fields?.['segments'];
  const segments = readList(listed, readSegment);
  if (lead === undefined || segments === undefined) return undefined;
  return Array.isArray(listed) && listed.length === segments.length
    ? { lead, segments }
    : undefined;
};

const readSegment: Read<TranslationSegment> = (value) => {
  const fields = readFields(value);
  const [id, source, gap, target, language] = ['id', 'source', 'gap', 'target', 'language'].map(
    (name) => readText(fields?.[name]),
  );
  if (fields === undefined || id === undefined || source === undefined) return undefined;
  if (gap === undefined || target === undefined || language === undefined) return undefined;
  return {
    ...{ id, source, gap, target, language },
    spans: readSpans(fields['spans'], source),
    state: readState(fields['state']) ?? 'outdated',
    alternatives: readList(fields['alternatives'], readAlternative) ?? [],
    checks: readList(fields['checks'], readCheck) ?? [],
    confidence: readConfidence(fields['confidence']),
    terms: readList(fields['terms'], readTerm) ?? [],
    origin: readOrigin(fields['origin']) ?? 'model',
  };
};

/** All or none: a span names its partner by its place. */
function readSpans(value: unknown, source: string): readonly Span[] {
  const spans = readList<Span>(value, (one) => {
    const fields = readFields(one);
    const kind = readSpanKind(fields?.['kind']);
    const start = readPlace(fields?.['start']);
    const end = readPlace(fields?.['end']);
    if (fields === undefined || kind === undefined) return undefined;
    if (start === undefined || end === undefined || start > end || end > source.length) {
      return undefined;
    }
    const role = readOneOf(['open', 'close'])(fields['role']);
    return { start, end, kind, role, partner: readPlace(fields['partner']) };
  });
  const count = spans?.length ?? 0;
  const isWhole = Array.isArray(value) && value.length === count;
  return isWhole && spans?.every(({ partner = 0 }) => partner < count) === true ? spans : [];
}

const readPlace: Read<number> = (value) => (Number.isInteger(value) ? readCount(value) : undefined);
const readLog: Read<number> = (value) => (Number.isFinite(value) ? (value as number) : undefined);

const readAlternative: Read<Alternative> = (value) => {
  const fields = readFields(value);
  const text = readText(fields?.['text']);
  return text === undefined ? undefined : { text, score: readLog(fields?.['score']) };
};

const readCheck: Read<Check> = (value) => {
  const fields = readFields(value);
  const kind = readOneOf(checkKinds)(fields?.['kind']);
  return kind && { kind, about: readList(fields?.['about'], readText) ?? [] };
};

const readConfidence: Read<JudgedConfidence> = (value) => {
  const fields = readFields(value);
  const mean = readLog(fields?.['mean']);
  const lowest = readLog(fields?.['lowest']);
  if (mean === undefined || lowest === undefined) return undefined;
  return { mean, lowest, trusted: readOneOf([true, false])(fields?.['trusted']) };
};

const readTerm: Read<TermUse> = (value) => {
  const fields = readFields(value);
  const source = readText(fields?.['source']);
  const target = readText(fields?.['target']);
  const kind = readOneOf(['term', 'keep', 'forbidden'])(fields?.['kind']);
  const kept = readOneOf([true, false])(fields?.['kept']);
  if (source === undefined || target === undefined || kind === undefined || kept === undefined) {
    return undefined;
  }
  return { source, target, kind, kept };
};
