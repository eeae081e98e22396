import type { TermUse } from '../translation/types';
import { TermFinder, type Found } from './finder';
import type { Glossary, GlossaryEntry } from './types';

/** Languages of a translation. FLORES codes, and tags as in the language table. */
export interface TermPair {
  readonly from: { readonly code: string; readonly tag: string };
  readonly to: { readonly code: string; readonly tag: string };
}

/** What a glossary asks of the translation of a text. */
export interface TermDemand {
  readonly kind: GlossaryEntry['kind'];
  readonly source: string;
  /** What the translation is to have, the first that was asked for, or others that are as good. */
  readonly targets: readonly [string, ...string[]];
  /** Where it is in the source, for all but words that are forbidden everywhere. */
  readonly places: readonly { readonly start: number; readonly end: number }[];
}

/** Of some thousand entries one is read at a time; in between somebody else may work. */
const ENTRIES_AT_ONCE = 500;

/**
 * The active glossaries of one pair of languages, ready to be looked up. Those of other pairs, the other direction
 * and the other script among them, never count.
 *
 * Where entries have the same source, the glossary that was changed last counts, and in it the upper entry; what
 * other entries of the same kind want is as good. One whose capitals are those of the text goes before others.
 */
export class GlossaryIndex {
  readonly #finder: TermFinder<Group>;
  readonly #targets: (term: string) => TermFinder<true>;
  readonly #everywhere: Group[] = [];
  #order = 0;

  private constructor({ from, to }: TermPair) {
    this.#finder = new TermFinder(from.tag);
    const known = new Map<string, TermFinder<true>>();
    this.#targets = (term) => {
      const before = known.get(term);
      if (before !== undefined) return before;
      const finder = new TermFinder<true>(to.tag);
      finder.add(term, true);
      known.set(term, finder);
      return finder;
    };
  }

  /**
   * @param pause Waited for again and again, so that a large glossary does not hold up a page.
   * @throws What `pause` rejects with.
   */
  static async open(
    glossaries: readonly Glossary[],
    pair: TermPair,
    pause: () => Promise<void> = () => Promise.resolve(),
  ): Promise<GlossaryIndex> {
    const index = new GlossaryIndex(pair);
    const groups = new Map<string, Group>();
    let read = 0;
    for (const entry of entriesFor(glossaries, pair)) {
      index.#add(entry, groups);
      if (++read % ENTRIES_AT_ONCE === 0) await pause();
    }
    return index;
  }

  #add(entry: GlossaryEntry, groups: Map<string, Group>): void {
    const [source, target] = [entry.source.trim(), entry.target.trim()];
    if (target === '') return;
    // Capitals tell entries apart, which is why they are not folded here.
    const name = `${entry.kind === 'forbidden' ? 'forbidden' : 'wanted'} ${source}`;
    const known = groups.get(name);
    if (known !== undefined) {
      const isOther = known.kind === entry.kind && !known.targets.includes(target);
      if (isOther && known.kind !== 'keep') known.targets.push(target);
      return;
    }
    const { kind } = entry;
    const targets: Group['targets'] = [kind === 'keep' ? source : target];
    const group: Group = { kind, source, targets, order: this.#order++ };
    if (kind === 'forbidden' && source === '') this.#everywhere.push(group);
    else if (!this.#finder.add(source, group, { isName: kind === 'keep' })) return;
    groups.set(name, group);
  }

  /** What the translation of a text is to have, and not to have. Longer terms go before those within them. */
  demands(text: string): readonly TermDemand[] {
    const found = this.#finder.find(text);
    const isWanted = ({ value }: Found<Group>) => value.kind !== 'forbidden';
    const wanted = longest(found.filter(isWanted));
    const forbidden = found.filter((one) => !isWanted(one));
    const places = new Map<Group, { start: number; end: number }[]>();
    for (const { value, start, end } of [...wanted, ...forbidden]) {
      places.set(value, [...(places.get(value) ?? []), { start, end }]);
    }
    for (const group of this.#everywhere) places.set(group, []);
    return [...places].map(([{ kind, source, targets }, at]) => ({
      ...{ kind, source, targets },
      places: at,
    }));
  }

  /** Whether a translation is as the terms ask. */
  uses(demands: readonly TermDemand[], translation: string): readonly TermUse[] {
    return demands.map(({ kind, source, targets }) => {
      const has = (term: string) => this.#targets(term).find(translation).length > 0;
      const [first] = targets;
      const met = targets.find(has);
      const hit = met ?? first;
      // What is to stay may not even be inflected.
      const kept =
        kind === 'keep' ? translation.includes(source) || met !== undefined : met !== undefined;
      return { source, target: hit, kind, kept: kind === 'forbidden' ? met === undefined : kept };
    });
  }
}

interface Group {
  readonly kind: GlossaryEntry['kind'];
  readonly source: string;
  readonly targets: [string, ...string[]];
  readonly order: number;
}

function* entriesFor(glossaries: readonly Glossary[], { from, to }: TermPair) {
  const active = glossaries.filter(
    (one) => one.active && one.from === from.code && one.to === to.code,
  );
  for (const { entries } of active.sort((a, b) => b.changedAt - a.changedAt)) yield* entries;
}

/** Of terms that overlap, the longest, then the first; of those in one place, the one whose capitals are right. */
function longest(found: readonly Found<Group>[]): readonly Found<Group>[] {
  const best = [...found].sort(
    (a, b) =>
      b.end - b.start - (a.end - a.start) ||
      a.start - b.start ||
      Number(b.isExact) - Number(a.isExact) ||
      a.value.order - b.value.order,
  );
  const taken: Found<Group>[] = [];
  for (const one of best) {
    const isFree = taken.every(({ start, end }) => end <= one.start || one.end <= start);
    if (isFree) taken.push(one);
  }
  return taken.sort((a, b) => a.start - b.start);
}
