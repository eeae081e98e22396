import { findLanguage } from '../../core/languages';
import type { EntryNotes } from '../../core/memory/types';
import type { NewEntry } from '../memory';
import { writtenTag } from './tag';

/** Why something of a file was left out. */
export const skipReasons = ['language', 'single', 'empty', 'same-language', 'too-long'] as const;
export type SkipReason = (typeof skipReasons)[number];

type Attributes = Readonly<Record<string, string>>;

/** What a file says of a unit, or of one of its texts. */
interface Described {
  readonly attributes: Attributes;
  readonly notes: string[];
  readonly props: [string, string][];
}

/** A text of a unit, in one language. */
export interface Variant extends Described {
  text: string;
}

/** A unit of a file: a text in several languages. */
export interface Unit extends Described {
  readonly variants: Variant[];
}

export type OnSkip = (reason: SkipReason, about?: string) => void;

/** A sentence is shorter; what is longer would only slow down every search. */
const maxLength = 20_000;

/** From its source to each of the other languages. Without a source language, the first is taken. */
export function entriesOf(unit: Unit, fileSource: string, onSkip: OnSkip): NewEntry[] {
  const source = sourceOf(unit, unit.attributes['srclang'] ?? fileSource);
  const others = unit.variants.filter((variant) => variant !== source);
  if (source === undefined || others.length === 0) {
    onSkip('single');
    return [];
  }
  const from = codeOf(source, onSkip);
  return others.flatMap((target): NewEntry[] => {
    const to = codeOf(target, onSkip);
    if (from === undefined || to === undefined) return [];
    const problem = problemOf(source.text, target.text, from === to);
    if (problem === undefined) return [entryOf(unit, source, target, from, to)];
    onSkip(problem);
    return [];
  });
}

function problemOf(source: string, target: string, isSame: boolean): SkipReason | undefined {
  if (isSame) return 'same-language';
  if (source.trim() === '' || target.trim() === '') return 'empty';
  return Math.max(source.length, target.length) > maxLength ? 'too-long' : undefined;
}

function sourceOf({ variants }: Unit, wanted: string): Variant | undefined {
  const tag = wanted.toLowerCase();
  if (tag === '' || tag === '*all*') return variants[0];
  const code = findLanguage(wanted)?.code;
  return (
    variants.find((variant) => tagOf(variant).toLowerCase() === tag) ??
    variants.find((variant) => code !== undefined && findLanguage(tagOf(variant))?.code === code)
  );
}

const tagOf = ({ attributes }: Variant) => attributes['xml:lang'] ?? attributes['lang'] ?? '';

function codeOf(variant: Variant, onSkip: OnSkip): string | undefined {
  const code = findLanguage(tagOf(variant))?.code;
  if (code === undefined) onSkip('language', tagOf(variant));
  return code;
}

function entryOf(unit: Unit, source: Variant, target: Variant, from: string, to: string): NewEntry {
  const attribute = (name: string) => target.attributes[name] ?? unit.attributes[name];
  const date = readDate(attribute('changedate'));
  // Whoever tells only of the last change made it no later.
  const created = readDate(attribute('creationdate')) ?? date;
  const changed = date ?? created;
  const uses = Number(unit.attributes['usagecount']);
  const notes = {
    ...notesOf([unit, source, target], attribute),
    ...tagsOf(tagOf(source), writtenTag(from), tagOf(target), writtenTag(to)),
  };
  return {
    ...{ from, to, source: source.text, target: target.text, origin: 'imported' },
    ...(created !== undefined && { createdAt: created }),
    ...(changed !== undefined && { changedAt: changed }),
    ...(Number.isSafeInteger(uses) && uses > 0 && { uses }),
    ...(Object.keys(notes).length > 0 && { notes }),
  };
}

/** Those that would not be written anyway. */
function tagsOf(source: string, from: string, target: string, to: string): EntryNotes {
  return {
    ...(source !== from && { sourceTag: source }),
    ...(target !== to && { targetTag: target }),
  };
}

function notesOf(
  all: readonly Described[],
  attribute: (name: string) => string | undefined,
): EntryNotes {
  const [tuid, segtype] = [attribute('tuid'), attribute('segtype')];
  const notes = all.flatMap((one) => one.notes);
  const props = all.flatMap((one) => one.props);
  const [creator, changer] = [attribute('creationid'), attribute('changeid')];
  return {
    ...(tuid !== undefined && { tuid }),
    ...(segtype !== undefined && { segtype }),
    ...(creator !== undefined && { creator }),
    ...(changer !== undefined && { changer }),
    ...(notes.length > 0 && { notes }),
    ...(props.length > 0 && { props }),
  };
}

/** `20020125T210600Z`, in milliseconds since 1970. */
function readDate(text: string | undefined): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/
    .exec(text ?? '')
    ?.slice(1)
    .map(Number);
  if (parts === undefined) return undefined;
  const [year = 0, month = 1, ...others] = parts;
  const time = Date.UTC(year, month - 1, ...others);
  return time >= 0 ? time : undefined;
}
