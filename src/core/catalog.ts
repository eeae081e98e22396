/** The models this app knows: what they are, how large, and what they need. */

export type ModelId = 'bayling-2-7b' | 'bayling-2-13b' | 'bayling-3-8b' | 'demo';

/** Groups of 32 weights in 4 bits with one scale each; the scale and the arithmetic are f16 or f32. */
export type Quantization = 'q4f16_1' | 'q4f32_1';

/** Which of BayLing's two dialogue layouts the checkpoint was trained on. */
export type Template = 'bayling' | 'bayling-3';

export interface ModelSize {
  /** Bytes to download, weights and tokenizer and library. An estimate until a package exists. */
  readonly downloadBytes: number;
  /** GPU memory while answering, at a context of 4,096 tokens (or the model's own, if shorter). */
  readonly memoryBytes: number;
}

export interface Licence {
  readonly name: string;
  readonly url: string;
}

export interface Model {
  readonly id: ModelId;
  readonly displayName: string;
  readonly family: 'BayLing 2' | 'demo';
  /** Row of the compiler's architecture table; names the model library. */
  readonly architecture: string;
  readonly template: Template;
  /** Where the original weights live: a hub id, or a folder of this repository. */
  readonly checkpoint: {
    readonly source: string;
    readonly revision: string;
    readonly bytes: number;
  };
  readonly sizes: Readonly<Partial<Record<Quantization, ModelSize>>>;
  /** Largest single GPU buffer in bytes: decides which adapters can hold the model. */
  readonly largestBufferBytes: number;
  /** Tokens, prompt and answer together. */
  readonly contextLength: number;
  /** Whether this version of the app can run it. */
  readonly available: boolean;
  /** FLORES codes the model was made for, or all 102 of them. */
  readonly languages: readonly string[] | 'all';
  readonly stopTokenIds: readonly number[];
  /** A guard against answers that run on into the next turn. */
  readonly stopStrings: readonly string[];
  readonly licences: readonly Licence[];
}

const MB = 1_000_000;
const GB = 1_000 * MB;

const gpl3: Licence = { name: 'GPL-3.0', url: 'https://www.gnu.org/licenses/gpl-3.0.html' };
const llama2: Licence = {
  name: 'Llama 2 Community License',
  url: 'https://ai.meta.com/llama/license/',
};
const llama3: Licence = {
  name: 'Meta Llama 3 Community License',
  url: 'https://llama.meta.com/llama3/license/',
};
const apache2: Licence = {
  name: 'Apache-2.0',
  url: 'https://www.apache.org/licenses/LICENSE-2.0',
};

/** How the next turn begins in the Alpaca-like template. */
const nextTurn = '\n### Instruction:';

/** The thirty core languages of the demo. */
const demoLanguages = [
  ...['eng', 'zho_simpl', 'fra', 'deu', 'spa', 'por', 'ita', 'nld', 'swe', 'pol', 'ces', 'rus'],
  ...['ukr', 'ell', 'tur', 'ara', 'heb', 'fas', 'hin', 'ben', 'tam', 'tel', 'tha', 'vie', 'ind'],
  ...['jpn', 'kor', 'swh', 'amh', 'kat'],
];

/*
 * Sizes of the three large models: parameters × 4.5 bits (q4f16_1) or 5 bits (q4f32_1).
 * Memory: what web-llm states for the same architectures at a context of 4,096 tokens.
 */
export const models: readonly Model[] = [
  {
    id: 'bayling-2-7b',
    displayName: 'BayLing-2-7B',
    family: 'BayLing 2',
    architecture: 'llama-2-7b',
    template: 'bayling',
    checkpoint: { source: 'ICTNLP/bayling-2-7b', revision: 'main', bytes: 13.48 * GB },
    sizes: {
      q4f16_1: { downloadBytes: 3.79 * GB, memoryBytes: 6.75 * GB },
      q4f32_1: { downloadBytes: 4.21 * GB, memoryBytes: 9.11 * GB },
    },
    largestBufferBytes: (32_000 * 4_096) / 2,
    contextLength: 4096,
    available: false,
    languages: 'all',
    stopTokenIds: [2],
    stopStrings: [nextTurn],
    licences: [gpl3, llama2],
  },
  {
    id: 'bayling-2-13b',
    displayName: 'BayLing-2-13B',
    family: 'BayLing 2',
    architecture: 'llama-2-13b',
    template: 'bayling',
    checkpoint: { source: 'ICTNLP/bayling-2-13b', revision: 'main', bytes: 26.03 * GB },
    sizes: { q4f16_1: { downloadBytes: 7.32 * GB, memoryBytes: 11.81 * GB } },
    largestBufferBytes: (32_000 * 5_120) / 2,
    contextLength: 4096,
    available: false,
    languages: 'all',
    stopTokenIds: [2],
    stopStrings: [nextTurn],
    licences: [gpl3, llama2],
  },
  {
    id: 'bayling-3-8b',
    displayName: 'BayLing-3-8B',
    family: 'BayLing 2',
    architecture: 'llama-3-8b',
    template: 'bayling-3',
    checkpoint: { source: 'ICTNLP/bayling-2-llama-3-8b', revision: 'main', bytes: 16.06 * GB },
    sizes: {
      q4f16_1: { downloadBytes: 4.52 * GB, memoryBytes: 5.0 * GB },
      q4f32_1: { downloadBytes: 5.02 * GB, memoryBytes: 6.1 * GB },
    },
    largestBufferBytes: (128_256 * 4_096) / 2,
    contextLength: 8192,
    available: false,
    languages: 'all',
    // Upstream also lists 2, which is "#" in this vocabulary: a heading would end the answer.
    stopTokenIds: [128001, 128009],
    stopStrings: [],
    licences: [gpl3, llama3],
  },
  {
    id: 'demo',
    displayName: 'BayLing demo',
    family: 'demo',
    architecture: 'bayling-demo',
    template: 'bayling',
    checkpoint: { source: 'demo/checkpoint', revision: 'main', bytes: 9.4 * MB },
    sizes: {
      q4f16_1: { downloadBytes: 5.9 * MB, memoryBytes: 60 * MB },
      q4f32_1: { downloadBytes: 6.4 * MB, memoryBytes: 60 * MB },
    },
    largestBufferBytes: 8_192 * 512 * 4,
    contextLength: 512,
    available: true,
    languages: demoLanguages,
    stopTokenIds: [2],
    stopStrings: [nextTurn],
    licences: [apache2],
  },
];

const byId = new Map(models.map((model) => [model.id, model]));

/** The model loaded when nobody asks for another. */
export const defaultModelId: ModelId = 'demo';

/** Whether a string (a query parameter, a stored setting) names a model. */
export function isModelId(id: string): id is ModelId {
  return byId.has(id as ModelId);
}

export function getModel(id: ModelId): Model {
  const model = byId.get(id);
  if (model === undefined) throw new TypeError(`no such model: ${id}`);
  return model;
}

/** Whether the model was made for a language, named by its FLORES code. */
export function knowsLanguage(model: Model, code: string): boolean {
  return model.languages === 'all' || model.languages.includes(code);
}

/** File name of the compiled library. */
export function libraryFile(model: Model, quantization: Quantization): string {
  return `${model.architecture}-${quantization}.wasm`;
}
