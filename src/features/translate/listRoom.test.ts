import { describe, expect, it } from 'vitest';
import { roomBelow } from './listRoom';

describe('the room below a field', () => {
  it('ends where the window does, or the page above the tabs', () => {
    expect(roomBelow(400, Infinity, { offsetTop: 0, height: 844 })).toBe(436);
    expect(roomBelow(400, 787, { offsetTop: 0, height: 844 })).toBe(379);
  });

  it('ends above a keyboard, wherever the rest of the window was moved to', () => {
    expect(roomBelow(400, 787, { offsetTop: 0, height: 500 })).toBe(92);
    expect(roomBelow(400, 787, { offsetTop: 200, height: 500 })).toBe(292);
    expect(roomBelow(600, 787, { offsetTop: 0, height: 500 })).toBe(0);
  });
});
