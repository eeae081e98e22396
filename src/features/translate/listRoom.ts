import { useLayoutEffect, type RefObject } from 'react';

/** Under a field with less room than this, a list shows too little. In CSS pixels. */
const LEAST_ROOM = 220;
const MARGIN = 8;

/** What is seen of the page: a phone's keyboard, or a zoom, leaves less than the window. In CSS pixels. */
interface Seen {
  readonly offsetTop: number;
  readonly height: number;
}

/** The height that is seen below `bottom`, which counts from the top of the window as rectangles do. */
export function roomBelow(bottom: number, { offsetTop, height }: Seen): number {
  return Math.max(0, offsetTop + height - bottom - MARGIN);
}

/**
 * Keeps a list under its field above the keyboard of a phone: moves the field up where too little is seen
 * below it, and makes the list no higher than what is.
 */
export function useListRoom(
  list: RefObject<HTMLElement | null>,
  field: RefObject<HTMLElement | null>,
): void {
  useLayoutEffect(() => {
    const seen = window.visualViewport;
    const room = () =>
      roomBelow(field.current?.getBoundingClientRect().bottom ?? 0, seen ?? windowSize());
    const fit = () => {
      if (room() < LEAST_ROOM) field.current?.scrollIntoView({ block: 'start' });
      list.current?.style.setProperty('--room', `${Math.max(LEAST_ROOM, room())}px`);
      // The tabs at the bottom of a phone's page are no room either.
      list.current?.scrollIntoView({ block: 'nearest' });
    };
    fit();
    // The keyboard opens after the field has the focus.
    seen?.addEventListener('resize', fit);
    return () => seen?.removeEventListener('resize', fit);
  }, [list, field]);
}

const windowSize = (): Seen => ({ offsetTop: 0, height: window.innerHeight });
