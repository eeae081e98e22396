import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { TranslationSegment } from '../../../core/translation/types';
import { lookupKey, type Lookup, type Lookups } from '../../../state/translate/lookups';
import { useTranslateStore } from '../store';

/** What is found out about a segment as it is now; asked for when it is first shown, given up when it is not. */
export function useLookup<K extends keyof Lookups>(
  kind: K,
  segment: TranslationSegment,
): { readonly lookup: Lookup<Lookups[K]> | undefined; readonly retry: () => void } {
  const { lookups } = useTranslateStore().tools;
  const { id } = segment;
  const key = lookupKey(segment);
  const known = useStore(lookups, (state) =>
    (state[kind] as ReadonlyMap<string, Lookup<Lookups[K]>>).get(id),
  );
  const lookup = known?.of === key ? known : undefined;
  const isMissing = lookup === undefined;
  const retry = () => void lookups.getState().lookUp(kind, segment);
  useEffect(() => {
    if (isMissing && segment.state !== 'running') void lookups.getState().lookUp(kind, segment);
    // The segment is what its key says.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [kind, key, isMissing, lookups]);
  useEffect(() => () => lookups.getState().cancel(kind, id), [kind, id, lookups]);
  return { lookup, retry };
}
