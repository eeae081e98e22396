import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { useTranslateStore } from './store';

/** Room that the foot of the page covers, and that a line needs above it. */
const margin = 80;

/** Above this many sentences a translation is read from its beginning, not at the place that was edited. */
const followedFrom = 3;

const isBusy = (phase: string): boolean => phase === 'running' || phase === 'waiting';

/**
 * Keeps what is being written in view until the reader scrolls away; then that position stays.
 *
 * @param text Of the translation, in an element that scrolls.
 */
export function useReader(text: RefObject<HTMLElement | null>): {
  readonly isAway: boolean;
  readonly back: () => void;
} {
  const store = useTranslateStore();
  const [isAway, setAway] = useState(false);
  const toEnd = useRef<() => void>(undefined);
  useEffect(() => {
    const scroller = text.current?.closest('main');
    if (scroller === null || scroller === undefined) return;
    let isFollowing = true;
    let expected: number | undefined;
    const place = () => {
      const end = [...(text.current?.querySelectorAll('[data-end]') ?? [])].at(-1);
      const box = scroller.getBoundingClientRect();
      const at = end?.getBoundingClientRect();
      if (at === undefined) return 0;
      if (at.bottom > box.bottom - margin) return at.bottom - box.bottom + margin;
      return at.bottom < box.top + margin ? at.bottom - box.top - margin : 0;
    };
    const follow = () => {
      const by = place();
      if (by === 0) return;
      scroller.scrollTop += by;
      expected = scroller.scrollTop;
    };
    const onScroll = () => {
      if (!isBusy(store.getState().phase) || scroller.scrollTop === expected) return;
      isFollowing = place() === 0;
      setAway(!isFollowing);
    };
    toEnd.current = () => {
      isFollowing = true;
      setAway(false);
      follow();
    };
    const unsubscribe = store.subscribe((state, before) => {
      const busy = isBusy(state.phase);
      if (busy !== isBusy(before.phase)) {
        isFollowing = busy;
        setAway(false);
      }
      const isLong = (state.position?.total ?? 0) > followedFrom;
      // After React has drawn it, before it is painted.
      if (busy && isFollowing && isLong) queueMicrotask(follow);
    });
    scroller.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      unsubscribe();
      scroller.removeEventListener('scroll', onScroll);
    };
  }, [store, text]);
  const back = useCallback(() => toEnd.current?.(), []);
  return { isAway, back };
}
