import { describe, expect, it } from 'vitest';
import { bookmarklet } from './bookmarklet';

/** Presses the bookmark on a page as the browser does, and gives what it opens. */
function press(base: string, selection: string, activeElement: object | null = null) {
  const address = bookmarklet(base);
  const opened: string[][] = [];
  const code = decodeURIComponent(address.slice('javascript:'.length));
  // eslint-disable-next-line @typescript-eslint/no-implied-eval
  const run = new Function('document', 'getSelection', 'open', `return ${code}`) as (
    ...page: readonly unknown[]
  ) => unknown;
  const result = run(
    { activeElement },
    () => ({ toString: () => selection }),
    (...args: string[]) => opened.push(args),
  );
  // Anything else would take the place of the page.
  expect(result).toBeUndefined();
  return opened;
}

describe('the bookmark', () => {
  it('opens what is selected, in the fragment, and does not say where it was', () => {
    expect(press('https://host/a%20b/', 'Füße & "more"\n100%')).toEqual([
      [
        'https://host/a%20b/translate#text=F%C3%BC%C3%9Fe%20%26%20%22more%22%0A100%25',
        '_blank',
        'noreferrer',
      ],
    ]);
  });

  it('takes what is selected in a field, but nothing of a password', () => {
    const field = { type: 'text', value: 'one two', selectionStart: 4, selectionEnd: 7 };
    expect(press('b/', '', field)[0]![0]).toBe('b/translate#text=two');
    expect(press('b/', 'x', { ...field, type: 'password' })[0]![0]).toBe('b/translate#text=x');
    expect(press('b/', 'x', { type: 'checkbox', selectionStart: null })[0]![0]).toContain('=x');
  });

  it('takes no more than the page translates, and half a character does not stop it', () => {
    const [address = ''] = press('b/', 'a'.repeat(49_999) + '😀')[0]!;
    expect(address).toMatch(/a%EF%BF%BD$/);
    expect(address.length).toBeLessThan(50_100);
  });
});
