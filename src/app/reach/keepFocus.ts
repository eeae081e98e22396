/** How many elements that had the focus are remembered. */
const MOST = 8;

const takesFocus = (element: Element): element is HTMLElement =>
  element instanceof HTMLElement &&
  element.isConnected &&
  !element.matches(':disabled') &&
  element.matches('a[href], button, input, select, textarea, summary, dialog, [tabindex]') &&
  element.checkVisibility();

/** An element, and what it stood in, innermost first: once it is gone, it no longer says so. */
function placesOf(element: Element): readonly Element[] {
  const places: Element[] = [];
  for (let at: Element | null = element; at !== null; at = at.parentElement) places.push(at);
  return places;
}

/**
 * Keeps whoever works by keyboard in place. When what has the focus goes, or can no longer be pressed, the browser
 * begins at the top of the page; here, the next thing around it gets the focus, or else what had it before.
 */
export function keepFocus(page: Document): void {
  let past: readonly (readonly Element[])[] = [];
  let isByKeyboard = false;
  const isLost = () => {
    const { activeElement } = page;
    return (
      activeElement === null || activeElement === page.body || activeElement.matches(':disabled')
    );
  };
  const recover = () => {
    if (!isByKeyboard || past.length === 0 || !page.hasFocus() || !isLost()) return;
    const place = past.flat().find(takesFocus) ?? page.querySelector<HTMLElement>('main');
    place?.focus({ preventScroll: true });
  };
  page.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element) past = [placesOf(target), ...past].slice(0, MOST);
  });
  page.addEventListener('keydown', () => (isByKeyboard = true), { capture: true });
  // Whoever presses beside everything means to leave it; on a phone, a focus would open the keyboard.
  page.addEventListener(
    'pointerdown',
    () => {
      past = [];
      isByKeyboard = false;
    },
    { capture: true },
  );
  new MutationObserver(() => {
    if (isLost()) requestAnimationFrame(recover);
  }).observe(page, {
    ...{ childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] },
  });
}
