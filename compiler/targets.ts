import type { Quantization } from '../src/core/catalog';
import type { Kind } from './lock';

/** A library to build: a row of architectures.json in one quantization. */
export interface Target {
  readonly architecture: string;
  readonly quantization: Quantization;
  /** Another number of layers than in the row; such a library is only for tests. */
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
  // For the tests of the whole app, on a GPU where it takes half precision.
  ...(['llama-2-7b', 'llama-3-8b'] as const).map((architecture) => ({
    ...{ architecture, quantization: 'q4f16_1' as const, layers: 2 },
  })),
];

/** The file name without its ending; whatever belongs to the library has the same name. */
export function nameOf({ architecture, quantization, layers }: Target): string {
  const cut = layers === undefined ? '' : `-${layers}-layers`;
  return `${architecture}${cut}-${quantization}`;
}

/** Folders of the libraries of each kind, relative to the repository's root. */
export const folders: Readonly<Record<Kind, string>> = {
  libraries: 'public/models/libs',
  testLibraries: 'compiler/testlibs',
};

export function kindOf({ layers }: Target): Kind {
  return layers === undefined ? 'libraries' : 'testLibraries';
}
