import type { IDBPIndex, IndexNames, StoreNames } from 'idb';
import type { Schema } from './database';

/** Two FLORES codes. */
export interface Pair {
  readonly from: string;
  readonly to: string;
}

/** The pairs that an index begins with, by a jump from each to the next. */
export async function pairsOf<
  Store extends StoreNames<Schema>,
  Index extends IndexNames<Schema, Store>,
>(index: IDBPIndex<Schema, StoreNames<Schema>[], Store, Index>): Promise<readonly Pair[]> {
  const pairs: Pair[] = [];
  let cursor = await index.openKeyCursor();
  while (cursor !== null) {
    const [from, to] = cursor.key as unknown as readonly unknown[];
    if (typeof from === 'string' && typeof to === 'string') pairs.push({ from, to });
    // A list comes after all numbers and texts.
    cursor = await index.openKeyCursor(IDBKeyRange.lowerBound([from, to, []], true));
  }
  return pairs;
}
