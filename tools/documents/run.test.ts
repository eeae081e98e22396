import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check, extract, write } from './run';

let folder: string;
let out: string[];
let err: string[];
const print = { out: (text: string) => out.push(text), err: (text: string) => err.push(text) };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bayling-documents-'));
  [out, err] = [[], []];
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('the command line of documents', () => {
  it('checks files and folders, and ends with what the worst of them is', async () => {
    const text = file('a.txt', 'One.\r\nTwo.');
    expect(await check([text], print)).toBe(0);
    expect(await check([file('a.xyz', 'One.')], print)).toBe(2);
    expect(await check([file('broken.docx', 'PK\u0003\u0004')], print)).toBe(1);
    expect(await check([join(folder, 'none.txt')], print)).toBe(1);
    expect(err.at(0)).toContain('exact');
    mkdirSync(join(folder, 'empty'));
    expect(await check([join(folder, 'empty')], print)).toBe(2);
    // Of a folder, what is of a known format: here the broken one counts, the unknown one does not.
    expect(await check([folder], print)).toBe(1);
    rmSync(join(folder, 'broken.docx'));
    expect(await check([folder], print)).toBe(0);
  });

  it('prints units for a program and for a person', async () => {
    const path = file('a.html', '<p>One <b>cat</b> &amp; two</p>');
    expect(await extract(path, true, print)).toBe(0);
    const { units } = JSON.parse(out[0] ?? '') as { units: { id: string; text: string }[] };
    expect(units.map(({ text }) => text)).toEqual(['One <1>cat</1> & two']);
    expect(await extract(path, false, print)).toBe(0);
    expect(out[1]).toBe(`${units[0]?.id ?? ''}\tOne <1>cat</1> & two`);
    expect(await extract(file('a.xyz', ''), true, print)).toBe(2);
  });

  it('writes translations, and none that lacks a mark', async () => {
    const path = file('a.html', '<p>One <b>cat</b></p>');
    await extract(path, true, print);
    const { units } = JSON.parse(out[0] ?? '') as { units: { id: string; text: string }[] };
    const id = units[0]?.id ?? '';
    const to = { out: join(folder, 'b.html'), language: 'fr', isBilingual: false };
    const translated = (text: string) =>
      file('units.json', JSON.stringify({ units: [{ id, text }] }));
    expect(await write(path, translated('Un <1>chat</1> & <'), to, print)).toBe(0);
    expect(readFileSync(to.out, 'utf8')).toContain('Un <b>chat</b> &amp; &lt;');
    expect(await write(path, translated('Un chat'), to, print)).toBe(1);
    expect(await write(path, file('units.json', '{'), to, print)).toBe(1);
  });
});
