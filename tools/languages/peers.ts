import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { findLanguage } from '../../src/core/languages';

/** What a detector of others takes a text for: an ISO 639 code, or something that is none. */
type Peer = (text: string) => string;

interface Eld {
  readonly eld: { detect(text: string): { readonly language: string } };
}
interface Franc {
  readonly franc: (text: string, options: { readonly minLength: number }) => string;
}
interface Tinyld {
  readonly detect: (text: string) => string;
}

/** Detector → its module in `node_modules`, and what calls it for an answer however short the text. */
const modules: Readonly<Record<string, readonly [file: string, adapt: (module: never) => Peer]>> = {
  eld: [
    'eld/src/entries/static.large.js',
    (module: Eld) => (text) => module.eld.detect(text).language,
  ],
  franc: ['franc/index.js', (module: Franc) => (text) => module.franc(text, { minLength: 1 })],
  'franc-all': [
    'franc-all/index.js',
    (module: Franc) => (text) => module.franc(text, { minLength: 1 }),
  ],
  tinyld: ['tinyld/dist/tinyld.normal.node.mjs', (module: Tinyld) => module.detect],
};

/** FLORES code of what a detector says, or the code itself. */
export type Recogniser = (text: string) => string | undefined;

/** Those of the detectors that `npm install` has put into a folder. */
export async function loadPeers(folder: string): Promise<ReadonlyMap<string, Recogniser>> {
  const peers = new Map<string, Recogniser>();
  for (const [name, [file, adapt]] of Object.entries(modules)) {
    const path = join(folder, 'node_modules', file);
    if (!existsSync(path)) continue;
    const { href } = pathToFileURL(path);
    const peer = adapt((await import(href)) as never);
    peers.set(name, (text) => {
      const said = peer(text);
      return findLanguage(said)?.code ?? said;
    });
  }
  return peers;
}
