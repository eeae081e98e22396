import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findGreenRun, formatRecords, hashTree, parseRecords, type GreenRun } from './records';
import type { Suite } from './suites';

const root = fileURLToPath(new URL('../..', import.meta.url));
const file = fileURLToPath(new URL('./records.json', import.meta.url));

/** The tree that a suite would run on now. @throws Error when a file of it is not there. */
export function treeOf(suite: Suite): string {
  return hashTree(root, suite);
}

/** The run by which a suite need not run now. Where that cannot be told, there is none. */
export function greenRunOf(suite: Suite): GreenRun | undefined {
  try {
    return findGreenRun(parseRecords(readFileSync(file, 'utf8')), suite.name, treeOf(suite));
  } catch (error) {
    console.error(`${suite.name}: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

export function record(name: string, run: GreenRun): void {
  const records = parseRecords(readFileSync(file, 'utf8'));
  writeFileSync(file, formatRecords({ ...records, [name]: run }));
}
