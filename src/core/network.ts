import { isThisMachine } from './site';

/** Whose network an address lies in, by its name alone: nobody is asked. */
export type Network = 'this-machine' | 'local' | 'public';

const local =
  /^(10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|\[f[cde]|\[::ffff:)|^[^.:]+$|\.(local|lan|home\.arpa|internal)$/;

/** Tells this machine, and what only the own network knows, from the rest. */
export function networkOf(address: string): Network {
  const host = new URL(address).hostname.replace(/\.$/, '');
  if (isThisMachine(host)) return 'this-machine';
  return local.test(host) ? 'local' : 'public';
}
