import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { arrows, folders } from '../../.dependency-cruiser.mjs';

/** The rows of the table of rooms in docs/architecture.md: a folder, and those that it may import. */
function readRooms(): Record<string, string[]> {
  const text = readFileSync('docs/architecture.md', 'utf8');
  const [section = ''] = /^## The rooms\n[^]*?(?=^## )/m.exec(text) ?? [];
  const rows = section.matchAll(/^\| `([\w/]+)` \| .* \| ([^|]*) \|$/gm);
  const names = (cell: string) => [...cell.matchAll(/`([\w/]+)`/g)].map(([, name]) => name!);
  const rooms: Record<string, string[]> = {};
  for (const [, folder = '', cell = ''] of rows) rooms[folder] = names(cell).sort();
  return rooms;
}

/** `src/(core|models)/` and `compiler/` as the names of folders. */
function unfold(pattern: string): string[] {
  const [, before = '', options = pattern] = /^([\w/]*)\(([\w|]+)\)\/?$/.exec(pattern) ?? [];
  return options.split('|').map((name) => `${before}${name}`.replace(/\/$/, ''));
}

it('draws the arrows of src in docs/architecture.md as the rules do', () => {
  const rooms = readRooms();
  for (const [room, targets] of Object.entries(arrows)) {
    expect([room, rooms[`src/${room}`]]).toEqual([room, [...targets].sort()]);
  }
});

it('draws those of the folders beside src as the rules do', () => {
  const rooms = readRooms();
  for (const [folder, patterns] of Object.entries(folders)) {
    expect([folder, rooms[folder]]).toEqual([folder, patterns.flatMap(unfold).sort()]);
  }
});

it('leaves no folder out', () => {
  const drawn = Object.keys(readRooms());
  const known = [...Object.keys(arrows).map((room) => `src/${room}`), ...Object.keys(folders)];
  expect(drawn.sort()).toEqual(known.sort());
});
