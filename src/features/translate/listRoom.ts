import { useLayoutEffect, type RefObject } from 'react';

/** Under a field with less room than this, a list shows too little. In CSS pixels. */
const LEAST_ROOM = 220;
const MARGIN = 8;

/** What is seen of the page: a phone's keyboard, or a zoom, leaves less than the window. In CSS pixels. */
interface Seen {
  readonly offsetTop: number;
  readonly height: number;
}

/**
 * The height below a field's lower edge that is seen, and above the tabs that a phone has under the page. All
 * count from the top of the window, as rectangles do, in CSS pixels.
 */
export function roomBelow(field: number, page: number, { offsetTop, height }: Seen): number {
  return Math.max(0, Math.min(offsetTop + height, page) - field - MARGIN);
}

const lowerEdge = (element: Element | null | undefined, otherwise: number): number =>
  element?.getBoundingClientRect().bottom ?? otherwise;

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
    const room = () => {
      const page = lowerEdge(field.current?.closest('main'), Infinity);
      const whole = { offsetTop: 0, height: window.innerHeight };
      return roomBelow(lowerEdge(field.current, 0), page, seen ?? whole);
    };
    const fit = () => {
      if (room() < LEAST_ROOM) field.current?.scrollIntoView({ block: 'start' });
      list.current?.style.setProperty('--room', `${Math.max(LEAST_ROOM, room())}px`);
    };
    fit();
    // The keyboard opens after the field has the focus.
    seen?.addEventListener('resize', fit);
    return () => seen?.removeEventListener('resize', fit);
  }, [list, field]);
}
