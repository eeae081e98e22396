import { AppError } from '../core/errors';
import type { ReadOptions, SourceFiles } from '../core/files';
import { failure, isAborted, type Call } from './call';
import { describe } from './describe';
import { tagOf, type Facts } from './facts';
import { fetchRange } from './fetchRange';
import type { RemoteOptions, TransferPorts } from './ports';

/** Files under an address. */
export interface RemoteFiles extends SourceFiles {
  /**
   * The commit that a hub's first answer was about, where it says so: a hub does for small files, which
   * it gives itself; its CDN does not.
   */
  revision(): string | undefined;
}

/**
 * The files under an address that ends with "/": a hub's `…/resolve/<revision>/`, or a host of packages.
 * Every `stat` asks anew, and reads are held to what the last one found.
 *
 * @throws AppError, from its methods, with `file` and `url` in its data: `network` when the connection kept
 *   breaking; `http-status` with `status`, and `retryAfterSeconds` where the server wants a longer pause
 *   than is waited for; `source-changed`; `aborted`.
 */
export function remoteFiles(
  base: string,
  ports: TransferPorts,
  options: RemoteOptions = {},
): RemoteFiles {
  const known = new Map<string, Facts>();
  let revision: string | undefined;

  const callFor = (file: string, readOptions: ReadOptions = {}): Call => ({
    ...{ ports, options, file, url: addressOf(base, file) },
    signals: [options.signal, readOptions.signal].filter((signal) => signal !== undefined),
    onAnswer: (headers) => (revision ??= headers.get('x-repo-commit') ?? undefined),
  });

  const ask = async (call: Call): Promise<Facts | undefined> => {
    const facts = await describe(call);
    if (facts === undefined) known.delete(call.file);
    else known.set(call.file, facts);
    return facts;
  };

  return {
    revision: () => revision,

    stat: async (file) => {
      const facts = await ask(callFor(file));
      return facts && { bytes: facts.bytes, tag: tagOf(facts) };
    },

    read: async (file, start, end, readOptions) => {
      const call = callFor(file, readOptions);
      if (isAborted(call)) throw new AppError('aborted');
      const facts = known.get(file) ?? (await ask(call));
      if (facts === undefined) throw failure(call, 'http-status', { status: 404 });
      const range = { start, end: Math.min(end, facts.bytes) };
      if (range.start >= range.end) return new Uint8Array();
      return fetchRange(call, facts, range, readOptions?.onBytes);
    },
  };
}

/** The same folder of a hub at one commit, as what a branch's name leads to can change at any time. */
export function pinned(base: string, revision: string): string {
  return base.replace(/\/resolve\/[^/]+\//, `/resolve/${encodeURIComponent(revision)}/`);
}

function addressOf(base: string, file: string): string {
  const folder = new URL(base);
  const { origin, pathname } = new URL(file.split('/').map(encodeURIComponent).join('/'), folder);
  if (!pathname.startsWith(folder.pathname)) throw new TypeError(`not in the folder: ${file}`);
  return origin + pathname;
}
