import { normalize } from 'node:path';
import { refuse, type Answer } from './answer';
import { diskContent, memoryContent, type Content } from './content';

export interface Redirect {
  /** An address, or a path of this server, that ends with "/". */
  readonly target: string;
  /** The commit that a hub gives with every answer under the path. */
  readonly commit?: string;
}

/** The files of a server, and its redirects. */
export class Site {
  readonly files = new Map<string, Uint8Array>();
  readonly folders = new Map<string, string>();
  readonly redirects = new Map<string, Redirect>();
  #signatures = 0;

  async find(path: string): Promise<Content | undefined> {
    const file = this.files.get(path);
    if (file !== undefined) return memoryContent(path, file);
    const found = under(this.folders, path);
    return found && diskContent(found.value + normalize(`/${decodeURIComponent(found.rest)}`));
  }

  elsewhere(path: string): Answer | undefined {
    const found = under(this.redirects, path);
    if (found === undefined) return undefined;
    const signature = `?signature=${++this.#signatures}`;
    return refuse(302, { location: found.value.target + found.rest + signature });
  }

  headers(path: string): Record<string, string> {
    const commit = under(this.redirects, path)?.value.commit;
    return commit === undefined ? {} : { 'x-repo-commit': commit };
  }
}

function under<T>(prefixes: ReadonlyMap<string, T>, path: string) {
  for (const [prefix, value] of prefixes) {
    if (path.startsWith(prefix)) return { value, rest: path.slice(prefix.length) };
  }
  return undefined;
}
