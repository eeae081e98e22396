import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ShellFile } from '../../src/core/shellFile';
import { typeOf } from './siteFile';

/** What the service worker must know of a file in the built folder, to keep that file and no other. */
export function describeShellFile(folder: string, url: string): ShellFile {
  const content = readFileSync(join(folder, url));
  const sha256 = createHash('sha256').update(content).digest('hex');
  return { url, bytes: content.length, sha256, type: typeOf(url) };
}
