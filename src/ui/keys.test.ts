import { describe, expect, it, vi } from 'vitest';
import { shieldCompositions } from './keys';

/** A key on its way through a page whose handlers are registered after the shield. */
function reaches(type: string, key: { isComposing?: boolean; keyCode?: number }): boolean {
  const page = new EventTarget();
  const handler = vi.fn();
  shieldCompositions(page);
  page.addEventListener(type, handler);
  const event = Object.assign(new Event(type, { cancelable: true }), {
    isComposing: false,
    keyCode: 13,
    ...key,
  });
  page.dispatchEvent(event);
  // The input method needs the key.
  expect(event.defaultPrevented).toBe(false);
  return handler.mock.calls.length > 0;
}

describe('keys of a composition reach no handler', () => {
  it.each(['keydown', 'keyup'])('on %s', (type) => {
    expect(reaches(type, { isComposing: true, keyCode: 229 })).toBe(false);
    // Firefox sends the real code with some input methods.
    expect(reaches(type, { isComposing: true, keyCode: 13 })).toBe(false);
    // Safari: the composition has just ended.
    expect(reaches(type, { isComposing: false, keyCode: 229 })).toBe(false);
  });

  it('while all others do', () => {
    expect(reaches('keydown', {})).toBe(true);
    expect(reaches('keyup', { keyCode: 27 })).toBe(true);
  });
});
