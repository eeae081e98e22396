import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folder = new URL('../../docs/decisions/', import.meta.url);
const files = readdirSync(folder).filter((name) => name !== 'README.md');
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');

/** A decision's own line in the index, from its number, title, date and status. */
function row(name: string): string {
  const [, number, title, date, status] =
    /^# (\d{3})\. (.+)\n\n(\d{4}-\d{2}-\d{2}) · (.+)\n\n/.exec(read(name)) ?? [];
  return `| [${number}](${name}) | ${title} | ${date} | ${status} |`;
}

it('every decision is in the index, with its date and status, in order', () => {
  const rows = read('README.md').match(/^\| \[.+$/gm);
  expect(files.length).toBeGreaterThanOrEqual(19);
  expect(rows).toEqual(files.sort().map(row));
});

it.each(files)('%s has its number, and a status that leads on', (name) => {
  expect(read(name)).toMatch(new RegExp(`^# ${name.slice(0, 3)}\\. `));
  const status = row(name).split(' | ').at(-1);
  if (status === 'accepted |') return;
  const [, number, successor = ''] =
    /^superseded (?:in part )?by \[(\d{3})\]\((.+)\) \|$/.exec(status!) ?? [];
  expect(files).toContain(successor);
  expect(successor.slice(0, 3)).toBe(number);
});
