import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Identifies a package's weights in golden files: SHA-256 over its shards in order. */
export function hashWeights(folder: string): string {
  const { records } = JSON.parse(readFileSync(join(folder, 'tensor-cache.json'), 'utf8')) as {
    records: { dataPath: string }[];
  };
  const hash = createHash('sha256');
  for (const { dataPath } of records) hash.update(readFileSync(join(folder, dataPath)));
  return hash.digest('hex');
}
