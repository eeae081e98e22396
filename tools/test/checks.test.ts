import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checks, unlessGreen, type Check } from './checks';
import { suites } from './suites';

const check: Check = { name: 'beams', run: async () => ({ passed: 4, failed: 1 }) };
const green = { tree: 'abc', on: '2026-11-30' };

describe('a suite that passed on this tree', () => {
  it('does not run, is not counted, and says why', async () => {
    expect(await unlessGreen(check, () => green).run('through', false)).toEqual({
      ...{ passed: 0, failed: 0 },
      skipped: 'passed on this tree on 2026-11-30',
    });
  });

  it('runs where all of them do', async () => {
    const outcome = await unlessGreen(check, () => green).run('through', true);
    expect(outcome).toEqual({ passed: 4, failed: 1 });
  });
});

describe('a suite that did not', () => {
  it('runs', async () => {
    const outcome = await unlessGreen(check, () => undefined).run('through', false);
    expect(outcome).toEqual({ passed: 4, failed: 1 });
  });
});

describe('the suites that have records', () => {
  it('are checks, each of a spec that is there', () => {
    const names = checks.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(suites.map(({ name }) => name)));
    const specs = readdirSync('e2e').map((name) => `e2e/${name}`);
    expect(specs).toEqual(expect.arrayContaining(suites.map(({ spec }) => spec)));
  });
});
