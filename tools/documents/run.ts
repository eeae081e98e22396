import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { AppError, toAppError } from '../../src/core/errors';
import { isObject } from '../../src/core/checkpoint/json';
import { checkRoundTrip } from '../../src/documents/check';
import { isKnown, openDocument } from '../../src/documents/formats';
import type { SourceFile } from '../../src/documents/types';

/** As a process ends: everything went well, something failed, the command itself is wrong. */
export type Exit = 0 | 1 | 2;

export interface Print {
  /** For a program. */
  out(text: string): void;
  /** For a person. */
  err(text: string): void;
}

const languages = ['en'];

/** The files that a path leads to: itself, or what is in the folder and of a known format, in order. */
export function filesAt(path: string): readonly string[] {
  if (!existsSync(path) || !statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isKnown(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function readSource(path: string): SourceFile {
  try {
    return { name: basename(path), bytes: new Uint8Array(readFileSync(path)), languages };
  } catch (cause) {
    throw new AppError('file-unreadable', { detail: String(cause) }, { cause });
  }
}

/** 2 for a format that is not known. */
function report(path: string, thrown: unknown, print: Print): Exit {
  const error = toAppError(thrown);
  print.err(`${path}: ${error.message} ${JSON.stringify(error.data)}`);
  return error.code === 'document-unsupported' && error.data['reason'] === 'format' ? 2 : 1;
}

/** Whether each file comes back as it was, see `checkRoundTrip`. */
export async function check(paths: readonly string[], print: Print): Promise<Exit> {
  const exits = await Promise.all(
    paths.flatMap(filesAt).map(async (path): Promise<Exit> => {
      try {
        const difference = await checkRoundTrip(readSource(path));
        print.err(
          `${path}: ${difference === undefined ? 'exact' : `${difference.kind} differ at ${difference.at}`}`,
        );
        return difference === undefined ? 0 : 1;
      } catch (thrown) {
        return report(path, thrown, print);
      }
    }),
  );
  return exits.length === 0 ? 2 : (Math.max(...exits) as Exit);
}

/** Prints the units of a file, as JSON or for a person. */
export async function extract(path: string, asJson: boolean, print: Print): Promise<Exit> {
  try {
    const { units, format, remarks } = await openDocument(readSource(path));
    if (asJson) print.out(JSON.stringify({ format, remarks, units }, null, 2));
    else for (const { id, text } of units) print.out(`${id}\t${text}`);
    return 0;
  } catch (thrown) {
    return report(path, thrown, print);
  }
}

/** Writes a file with the texts of `{ units: [{ id, text }] }` in place. */
export async function write(
  path: string,
  unitsPath: string,
  to: { readonly out: string; readonly language: string; readonly isBilingual: boolean },
  print: Print,
): Promise<Exit> {
  try {
    const document = await openDocument(readSource(path));
    const translations = readUnits(readFileSync(unitsPath, 'utf8'));
    for (const id of translations.keys()) {
      if (!document.units.some((unit) => unit.id === id)) print.err(`${unitsPath}: no unit ${id}`);
    }
    writeFileSync(to.out, document.write(translations, to));
    return 0;
  } catch (thrown) {
    return report(path, thrown, print);
  }
}

function readUnits(json: string): ReadonlyMap<string, string> {
  const value: unknown = JSON.parse(json);
  const units: unknown = isObject(value) ? value['units'] : value;
  if (!Array.isArray(units)) throw new AppError('internal', { detail: 'no list "units"' });
  return new Map(
    units.map((unit: unknown): [string, string] => {
      if (!isObject(unit)) throw new AppError('internal', { detail: 'a unit is no object' });
      const { id, text } = unit;
      if (typeof id === 'string' && typeof text === 'string') return [id, text];
      throw new AppError('internal', { detail: 'a unit without id or text' });
    }),
  );
}
