import { webKeyValue } from '../../../src/storage/keyValue';
import { openStorage } from '../../../src/storage/openStorage';
import type { MemoryAsk, NewEntry } from '../../../src/storage/memory';

const small = webKeyValue(() => localStorage);
const { memory } = openStorage({ lasting: small, session: small }, () => false);

/** What the Translate page asks of its memory, with how long it takes. */
const bench = {
  fill: (entries: readonly NewEntry[]) => memory.addAll(entries),
  /** Milliseconds until the offers are there, and how many there are. */
  find: async (ask: MemoryAsk): Promise<{ ms: number; found: number }> => {
    const begun = performance.now();
    const { length } = await memory.find(ask);
    return { ms: performance.now() - begun, found: length };
  },
  /** The longest that the page could do nothing else meanwhile, in milliseconds. */
  block: async (ask: MemoryAsk): Promise<number> => {
    const { port1, port2 } = new MessageChannel();
    let last = performance.now();
    let longest = 0;
    const tick = () => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      port2.postMessage(undefined);
    };
    port1.onmessage = tick;
    tick();
    await memory.find(ask);
    tick();
    port1.close();
    return longest;
  },
  indexBytes: () => memory.indexBytes(),
};

declare global {
  interface Window {
    memoryBench: typeof bench;
  }
}
window.memoryBench = bench;
