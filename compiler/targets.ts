import type { Quantization } from '../src/core/catalog';
import type { Kind } from './lock';

/** A library to build: a row of architectures.json in one quantization. */
export interface Target {
  readonly architecture: string;
  readonly quantization: Quantization;
  /** Another number of layers than the row has; such a library is for tests, and not published. */
  readonly layers?: number;
}

const large = ['llama-2-7b', 'llama-2-13b', 'llama-3-8b'] as const;
const quantizations = ['q4f32_1', 'q4f16_1'] as const;

/** Every library that is committed. */
export const targets: readonly Target[] = [
  ...['bayling-demo', ...large].flatMap((architecture) =>
    quantizations.map((quantization) => ({ architecture, quantization })),
  ),
  ...large.map((architecture) => ({ architecture, quantization: 'q4f32_1' as const, layers: 2 })),
];

/** The file without its ending; also what else belongs to it is named so. */
export function nameOf({ architecture, quantization, layers }: Target): string {
  const cut = layers === undefined ? '' : `-${layers}-layers`;
  return `${architecture}${cut}-${quantization}`;
}

/** Where the libraries of each kind lie, from the repository's root. */
export const folders: Readonly<Record<Kind, string>> = {
  libraries: 'public/models/libs',
  testLibraries: 'compiler/testlibs',
};

export function kindOf({ layers }: Target): Kind {
  return layers === undefined ? 'libraries' : 'testLibraries';
}
