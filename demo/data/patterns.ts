import type { Kind } from './domain';
import type { Concept } from './render';

/** Measures that a slot takes, by the slot's name in the phrasebook. */
const measured: Readonly<Record<string, readonly string[]>> = {
  length: ['meter', 'kilometer', 'centimeter'],
  weight: ['gram', 'kilogram'],
  duration: ['minute', 'hour', 'day', 'week', 'month', 'year'],
};

/** Numbers after which none of the thirty languages changes the noun inside a sentence. */
function isSafe(value: number): boolean {
  const last = value % 10;
  return Number.isInteger(value) && value >= 5 && value < 1000 && (last === 0 || last >= 5);
}

const ofKind: Partial<Readonly<Record<Kind, string>>> = {
  'date-month-day': 'date',
  weekday: 'weekday',
  clock: 'time',
  number: 'number',
  thing: 'thing',
};

function measureSlots(key: string): readonly string[] {
  const unit = key.split(' ')[1] ?? '';
  return Object.keys(measured).filter((slot) => measured[slot]?.includes(unit));
}

/** The slots that a concept can fill. Forms fill the slot that their id begins with. */
export function slotsOf({ kind, key, number }: Concept): readonly string[] {
  const safe = isSafe(number?.value ?? 0);
  if (kind === 'relative' && !key.endsWith('second'))
    return [key.startsWith('-') ? 'past' : 'future'];
  if (kind === 'amount' && safe) return ['amount'];
  if (kind === 'measure' && safe) return measureSlots(key);
  if (kind === 'form') return [key.slice(0, key.indexOf('.'))];
  const slot = ofKind[kind];
  return slot === undefined ? [] : [slot];
}

/** The slots of a pattern in the order of its first text. */
export function slotsIn(text: string): readonly string[] {
  return [...text.matchAll(/\{([a-z-]+)\}/g)].map((match) => match[1] ?? '');
}
