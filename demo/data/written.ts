import type { Kind } from './domain';
import { readLines, type Lines } from './phrasebook';
import { clock, count, type Concept, type Render } from './render';

const linesOf = new Map<string, Lines>();
function lines(tag: string, name: string): Lines {
  const key = `${tag}/${name}`;
  const known = linesOf.get(key) ?? readLines(tag, name);
  linesOf.set(key, known);
  return known;
}

/** Concepts of a phrasebook file; the English file decides which there are. */
function fromFile(
  kind: Kind,
  name: string,
  isOne: (id: string) => boolean = () => true,
): Concept[] {
  return [...lines('en', name).keys()].filter(isOne).map((key) => ({
    kind,
    key,
    render: (tag) => lines(tag, name).get(key)?.[0],
    ways: (tag) => lines(tag, name).get(key)?.slice(1) ?? [],
  }));
}

const upTo = (n: number): number[] => Array.from({ length: n }, (_, i) => i + 1);

/** A number of things, in the plural form that the language needs. */
export function counted(value: number, thing: string): Render {
  return count(value, (tag, category) => {
    const own = lines(tag, 'counts');
    return (own.get(`count.${thing}.${category}`) ?? own.get(`count.${thing}.other`))?.[0];
  });
}

function counts(): Concept[] {
  const things = [...lines('en', 'counts').keys()].map((id) => id.split('.')[1] ?? '');
  return [...new Set(things)].flatMap((thing) =>
    [...upTo(12).slice(1), 15, 20, 25, 30, 50, 100].map((value) => ({
      kind: 'count' as const,
      key: `${String(value)} ${thing}`,
      render: counted(value, thing),
    })),
  );
}

/** Every five minutes of a day. */
function clocks(): Concept[] {
  return upTo(24 * 12).map((i) => {
    const [hour, minute] = [Math.floor((i - 1) / 12), ((i - 1) % 12) * 5];
    return {
      kind: 'clock' as const,
      key: `${String(hour)}:${String(minute)}`,
      render: clock(hour, minute),
    };
  });
}

/** What is written by hand, and the small kinds that only fill its slots. */
export function writtenConcepts(): Concept[] {
  return [
    ...fromFile('phrase', 'phrases'),
    ...fromFile('thing', 'things'),
    ...fromFile('form', 'forms'),
    ...counts(),
    ...clocks(),
    ...upTo(98).map((i) => ({
      kind: 'number' as const,
      key: String(i + 1),
      render: () => String(i + 1),
    })),
  ];
}
