import { describe, expect, it } from 'vitest';
import { arePressed, keyNames, worksIn, type Pressed } from './shortcuts';

function press(key: string, held: Partial<Pressed> = {}): Pressed {
  const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '';
  return {
    ...{ key, code, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, repeat: false },
    ...held,
  };
}

const palette = { key: 'k', command: true };
const swap = { key: 's', command: true, shift: true };
const help = { key: '?' };

describe('keys are pressed', () => {
  it('with Ctrl, and on a Mac with ⌘ alone, where Ctrl K cuts a line', () => {
    const [ctrl, meta] = [press('k', { ctrlKey: true }), press('k', { metaKey: true })];
    expect(arePressed(palette, ctrl, false)).toBe(true);
    expect(arePressed(palette, meta, false)).toBe(false);
    expect(arePressed(palette, meta, true)).toBe(true);
    expect(arePressed(palette, ctrl, true)).toBe(false);
    expect(arePressed(palette, press('k'), false)).toBe(false);
  });

  it('exactly: not with Shift or Alt besides', () => {
    expect(arePressed(palette, press('K', { ctrlKey: true, shiftKey: true }), false)).toBe(false);
    expect(arePressed(palette, press('k', { ctrlKey: true, altKey: true }), false)).toBe(false);
    expect(arePressed(swap, press('S', { ctrlKey: true, shiftKey: true }), false)).toBe(true);
    expect(arePressed({ key: 'Escape' }, press('Escape', { shiftKey: true }), false)).toBe(false);
  });

  it('on a layout with other letters, and by the letter on one that has them elsewhere', () => {
    const russian = press('л', { code: 'KeyK', ctrlKey: true });
    expect(arePressed(palette, russian, false)).toBe(true);
    const dvorak = press('k', { code: 'KeyV', ctrlKey: true });
    expect(arePressed(palette, dvorak, false)).toBe(true);
    const dvorakT = press('t', { code: 'KeyK', ctrlKey: true });
    expect(arePressed(palette, dvorakT, false)).toBe(false);
  });

  it('for a sign, however the layout writes it', () => {
    expect(arePressed(help, press('?', { shiftKey: true }), false)).toBe(true);
    expect(arePressed(help, press('?', { altKey: true }), false)).toBe(true);
    expect(arePressed(help, press('?', { ctrlKey: true }), false)).toBe(false);
    expect(arePressed(help, press('/'), false)).toBe(false);
  });
});

it('keys that write a sign, or undo, are left to the fields that need them', () => {
  expect(worksIn(palette, 'other')).toBe(true);
  expect(worksIn({ key: '?', fields: 'none' }, 'source')).toBe(false);
  expect(worksIn({ key: '?', fields: 'none' }, undefined)).toBe(true);
  expect(worksIn({ key: 'z', fields: 'source' }, 'source')).toBe(true);
  expect(worksIn({ key: 'z', fields: 'source' }, 'other')).toBe(false);
});

it('keys that are held do it once, or go on', () => {
  const held = press('k', { ctrlKey: true, repeat: true });
  expect(arePressed(palette, held, false)).toBe(false);
  expect(arePressed({ ...palette, repeats: true }, held, false)).toBe(true);
});

it('names keys as they are labelled', () => {
  expect(keyNames(swap, false)).toEqual(['Ctrl', 'Shift', 'S']);
  expect(keyNames(swap, true)).toEqual(['⌘', '⇧', 'S']);
  expect(keyNames({ key: 'Escape' }, false)).toEqual(['Esc']);
  expect(keyNames(help, true)).toEqual(['?']);
});
