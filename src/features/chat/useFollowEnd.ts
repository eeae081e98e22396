import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';

/** This close to the end counts as at the end; a line of text has 30. */
const nearPixels = 48;

/**
 * Keeps the end in view while text grows there, until the user scrolls up; then that position stays. Watches
 * sizes rather than messages, so that a late font or a resize counts too.
 *
 * @param id The conversation's; each is opened at its end. Undefined if there is none, because a welcome is
 *   read from its beginning.
 */
export function useFollowEnd(id: string | undefined): {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
  atEnd: boolean;
  toEnd: () => void;
} {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const [atEnd, setAtEnd] = useState(true);

  const toEnd = useCallback(() => {
    following.current = true;
    setAtEnd(true);
    const box = scroller.current;
    box?.scrollTo({ top: box.scrollHeight });
  }, []);

  useEffect(() => {
    const box = scroller.current;
    const inner = content.current;
    if (id === undefined || box === null || inner === null) return;
    following.current = true;
    let lastTop = box.scrollTop;
    const onScroll = () => {
      const near = box.scrollHeight - box.scrollTop - box.clientHeight < nearPixels;
      // Only a move upwards is the user's doing; growing text also moves the end away.
      if (near) following.current = true;
      else if (box.scrollTop < lastTop) following.current = false;
      lastTop = box.scrollTop;
      setAtEnd(near || following.current);
    };
    const observer = new ResizeObserver(() => {
      if (!following.current) return;
      box.scrollTo({ top: box.scrollHeight });
      setAtEnd(true);
    });
    observer.observe(inner);
    observer.observe(box);
    box.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      box.removeEventListener('scroll', onScroll);
    };
  }, [id]);

  return { scroller, content, atEnd: atEnd || id === undefined, toEnd };
}
