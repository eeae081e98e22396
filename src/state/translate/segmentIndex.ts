import type { Translation, TranslationSegment } from '../../core/translation/types';
import type { Patch } from './work';

export interface SegmentIndex {
  /** Undefined where there is none with this id. */
  readonly find: (id: string) => TranslationSegment | undefined;
  /** @returns The translation with segments changed, by id; the same object where nothing is. */
  readonly patch: (patches: ReadonlyMap<string, Patch>) => Translation;
}

/** Where each segment of a translation is; looked for again only when it is not there any more. */
export function createSegmentIndex(translation: () => Translation): SegmentIndex {
  let places = new Map<string, number>();
  const placeOf = (id: string): number | undefined => {
    const { segments } = translation();
    const place = places.get(id);
    if (place !== undefined && segments[place]?.id === id) return place;
    places = new Map(segments.map((segment, at) => [segment.id, at]));
    return places.get(id);
  };
  return {
    find: (id) => translation().segments[placeOf(id) ?? -1],
    // Once a frame while a book is translated, so no segment is looked at in vain.
    patch: (patches) => {
      const before = translation();
      if (patches.size === 0) return before;
      const segments = before.segments.slice();
      for (const [id, change] of patches) {
        const place = placeOf(id);
        const segment = place === undefined ? undefined : segments[place];
        if (place !== undefined && segment !== undefined) {
          segments[place] = { ...segment, ...change };
        }
      }
      return { ...before, segments };
    },
  };
}
