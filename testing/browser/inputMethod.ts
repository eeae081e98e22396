import type { Page } from '@playwright/test';

/** An input method at work in whatever field of a page has the focus. */
export interface InputMethod {
  /** Shows a text that is not accepted yet. */
  compose(text: string): Promise<void>;
  /** A key that the input method takes while it composes. */
  press(key: string): Promise<void>;
  /** Puts the text into the field, as the key that accepted it does. */
  accept(text: string): Promise<void>;
  /** The same key once more as Safari sends it: when the composition has ended. */
  pressAfter(key: string): Promise<void>;
}

/** The code of every key that an input method takes. */
const TAKEN = 229;

export async function inputMethodOf(page: Page): Promise<InputMethod> {
  const session = await page.context().newCDPSession(page);
  return {
    compose: async (text) => {
      const at = { selectionStart: text.length, selectionEnd: text.length };
      await session.send('Input.imeSetComposition', { text, ...at });
    },
    press: async (key) => {
      const taken = { key, code: key, windowsVirtualKeyCode: TAKEN };
      await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...taken });
      await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...taken });
    },
    accept: async (text) => {
      await session.send('Input.insertText', { text });
    },
    pressAfter: async (key) => {
      await page.evaluate(
        ([key, keyCode]) => {
          const event = { key, keyCode, bubbles: true, cancelable: true };
          document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', event));
        },
        [key, TAKEN] as const,
      );
    },
  };
}
