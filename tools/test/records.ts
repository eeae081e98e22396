import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findDependencies } from './dependencies';
import type { Suite } from './suites';

/** The last green run of a suite, in full. */
export interface GreenRun {
  /** sha256 over all that the suite depends on, see {@link hashTree}. */
  readonly tree: string;
  /** The day, as 2026-11-30. */
  readonly on: string;
}

/** By the suite's name. */
export type Records = Readonly<Record<string, GreenRun>>;

/** One hash over names and contents of the files that a suite depends on. @throws Error when one is not there. */
export function hashTree(root: string, { spec, besides }: Omit<Suite, 'name'>): string {
  const hash = createHash('sha256');
  const entries = [spec, ...besides].flatMap((path) => listFiles(root, path));
  for (const path of findDependencies(root, entries)) {
    hash.update(`${path} ${sha256(readFileSync(join(root, path)))}\n`);
  }
  return hash.digest('hex');
}

/** The run by which a suite need not run again: on a tree that is the same to the last byte. */
export function findGreenRun(records: Records, name: string, tree: string): GreenRun | undefined {
  const run = records[name];
  return run?.tree === tree ? run : undefined;
}

/** @throws SyntaxError for text that is no JSON, TypeError for what is no record. */
export function parseRecords(text: string): Records {
  const value: unknown = JSON.parse(text);
  if (!isObject(value) || !Object.values(value).every(isGreenRun)) {
    throw new TypeError('not a record of green runs');
  }
  return value as Records;
}

/** As Prettier has it, and in order, so that only what changed shows as a change. */
export function formatRecords(records: Records): string {
  const sorted = Object.fromEntries(Object.entries(records).sort(([a], [b]) => (a < b ? -1 : 1)));
  return `${JSON.stringify(sorted, undefined, 2)}\n`;
}

function listFiles(root: string, pattern: string): readonly string[] {
  const [, folder, begin = '', end = ''] = /^(.*)\/([^/]*)\*([^/]*)$/.exec(pattern) ?? [];
  if (folder === undefined) return [pattern];
  const names = readdirSync(join(root, folder));
  const fitting = names.filter((name) => name.startsWith(begin) && name.endsWith(end));
  if (fitting.length === 0) throw new Error(`there is no ${pattern}`);
  return fitting.map((name) => `${folder}/${name}`);
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function isGreenRun(value: unknown): value is GreenRun {
  return isObject(value) && typeof value['tree'] === 'string' && typeof value['on'] === 'string';
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
