import { useLayoutEffect, useRef, useState, type RefObject } from 'react';

/**
 * What a list scrolls in, and how far from its beginning the list starts, in pixels.
 *
 * @param isEmpty Whether the list is not drawn yet.
 */
export function useScroller(list: RefObject<HTMLElement | null>, isEmpty = false) {
  const scroller = useRef<HTMLElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => {
    const element = list.current;
    const box = element?.closest('main') ?? null;
    scroller.current = box;
    if (element === null || box === null) return;
    const measure = () => {
      const { top } = element.getBoundingClientRect();
      setMargin(Math.round(top - box.getBoundingClientRect().top + box.scrollTop));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    return () => observer.disconnect();
  }, [list, isEmpty]);
  return { scroller, margin };
}
