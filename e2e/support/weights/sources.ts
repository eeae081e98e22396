import { getModel, type Quantization } from '../../../src/core/catalog';
import type { FaultyServer } from '../../../testing/server/faultyServer';
import { serveCheckpoint, WEIGHTS, weightsSentAgain } from './checkpoint';
import type { TestSource } from './page';
import { demoFiles, LOST, published, publishSmall, sentAgain, type Published } from './packages';
import type { Setup } from './setup';

/** A model on a server, and the source that leads to it. */
export interface Source {
  readonly quantization: Quantization;
  readonly setup: Setup;
  readonly source: TestSource | undefined;
  /** The complete files. */
  readonly whole: Pick<Published, 'files' | 'library'>;
  /** Bytes of files or weights that were sent more than once. */
  readonly again: () => number;
  /** Most of these bytes after an interruption. */
  readonly lost: number;
  /** Bytes that the first shard is made from. */
  readonly ofShard: number;
  /** Chosen so that it takes a second or two. */
  readonly bytesPerSecond: number;
}

const { vocabulary, hidden } = getModel('demo').shape;
/** A step of a conversion reads a tensor: at worst the embedding, and those that are read concurrently. */
const LOST_TENSORS = vocabulary * hidden * 2 + 4 * 262_144;

/** The two ways in which a model's files are made: copied, or converted from a checkpoint. */
export const sources = {
  copy: (host: FaultyServer, address: string): Source => {
    const whole = publishSmall(host, 'q4f16_1');
    return {
      quantization: whole.quantization,
      setup: setupOf(address, whole),
      source: undefined,
      whole,
      again: () => Object.values(sentAgain(host, whole)).reduce((sum, bytes) => sum + bytes, 0),
      lost: LOST,
      ofShard: whole.files[0]!.bytes,
      bytesPerSecond: 300_000,
    };
  },

  checkpoint: (host: FaultyServer, address: string): Source => {
    serveCheckpoint(host);
    const whole = published(host, 'q4f16_1', demoFiles('q4f16_1'));
    return {
      quantization: whole.quantization,
      // With more threads, more tensors are in transit at once.
      setup: { ...setupOf(address, whole), threads: 1 },
      source: { kind: 'hub', address },
      whole,
      again: () => weightsSentAgain(host),
      lost: LOST_TENSORS,
      ofShard: WEIGHTS,
      bytesPerSecond: 6_000_000,
    };
  },
};

function setupOf(base: string, { library, shape }: Published): Setup {
  return { base, shape, libraries: { [library.path]: library } };
}
