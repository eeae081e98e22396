import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../phrasebook', import.meta.url));

/** Content of a phrasebook file: the fields of each line by its id, in the file's order. */
export type Lines = ReadonlyMap<string, readonly string[]>;

/**
 * Reads lines of `id = field | field …`; `#` begins a comment.
 *
 * @throws Error that names the line, if it has another form, or if its id occurs twice.
 */
export function parseLines(text: string, file = 'text'): Lines {
  const lines = new Map<string, readonly string[]>();
  text.split('\n').forEach((line, i) => {
    if (line.trim() === '' || line.startsWith('#')) return;
    const where = `${file}:${String(i + 1)}`;
    const at = line.indexOf(' = ');
    if (at < 0) throw new Error(`${where}: " = " is missing`);
    const id = line.slice(0, at).trim();
    const fields = line
      .slice(at + 3)
      .split(' | ')
      .map((field) => field.trim().normalize('NFC'));
    if (fields.some((field) => field === '')) throw new Error(`${where}: an empty field`);
    if (lines.has(id)) throw new Error(`${where}: ${id} occurs twice`);
    lines.set(id, fields);
  });
  return lines;
}

/** A file of a language's folder; a language without it has no lines. */
export function readLines(tag: string, name: string): Lines {
  const file = join(folder, tag, `${name}.txt`);
  return existsSync(file) ? parseLines(readFileSync(file, 'utf8'), file) : new Map();
}

/** A text without case, spaces and signs, for comparing texts. */
export function bare(text: string): string {
  const letters = text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '');
  return letters === '' ? text : letters;
}
