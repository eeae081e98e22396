import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { getModel } from '../../../src/core/catalog';
import type { FaultyServer } from '../../../testing/server/faultyServer';

/** The demo's checkpoint. */
export const checkpointFolder = fileURLToPath(
  new URL('../../../demo/checkpoint/', import.meta.url),
);
const descriptions = ['config.json', 'generation_config.json', 'tokenizer.json'];
export const checkpointFiles = [...descriptions, 'model.safetensors'];

const COMMIT = 'c0ffee';
const hubFolder = '/demo/checkpoint/resolve/';

/**
 * Makes a server a hub with the demo's checkpoint: it serves small files itself, with the commit that a
 * branch leads to, and redirects requests for weights to its CDN.
 *
 * @param cdnAddress Left out: the hub is its own CDN.
 */
export function serveCheckpoint(hub: FaultyServer, cdn = hub, cdnAddress = '/'): void {
  for (const revision of ['main', COMMIT]) {
    for (const name of descriptions) {
      hub.files.set(`${hubFolder}${revision}/${name}`, readFileSync(checkpointFolder + name));
    }
  }
  hub.redirect(hubFolder, { target: `${cdnAddress}cdn/`, commit: COMMIT });
  for (const revision of ['main', COMMIT]) cdn.folder(`/cdn/${revision}/`, checkpointFolder);
}

/** Bytes before the weights. */
const HEADER = 4_096;
const weightsFile = readFileSync(`${checkpointFolder}model.safetensors`);
const headerBytes = 8 + weightsFile.readUInt32LE(0);
const { vocabulary, hidden } = getModel('demo').shape;
/** The embedding is read twice, because it is also the output matrix. */
export const WEIGHTS = weightsFile.length - headerBytes + vocabulary * hidden * 2;

/**
 * Bytes of weights that a server sent more than once. The header is read again whenever the checkpoint is
 * opened.
 */
export function weightsSentAgain(cdn: FaultyServer): number {
  const sent = cdn.log
    .filter(({ path, range = '' }) => path.endsWith('.safetensors') && firstByte(range) >= HEADER)
    .reduce((sum, { sentBytes }) => sum + sentBytes, 0);
  return Math.max(0, sent - WEIGHTS);
}

function firstByte(range: string): number {
  return Number(/\d+/.exec(range)?.[0]);
}
