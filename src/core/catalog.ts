/** The models this app knows: what they are and what they need. */
import architectures from '../../compiler/architectures.json' with { type: 'json' };
import type { LlamaShape } from './checkpoint/config';
import type { Confidence } from './confidence';

/** A model that the app offers. */
export type ModelId = 'bayling-2-7b' | 'bayling-2-13b' | 'bayling-3-8b' | 'demo';

/** Groups of 32 weights in 4 bits with one scale each; the scale and the arithmetic are f16 or f32. */
export type Quantization = 'q4f16_1' | 'q4f32_1';

/** Which of BayLing's two dialogue layouts a prompt is written in. */
export type Template = 'bayling' | 'bayling-3';

export const templates: readonly Template[] = ['bayling', 'bayling-3'];

/**
 * Which family's special tokens the checkpoint's tokenizer has. Unlike the template, these cannot be chosen.
 */
export type SpecialTokens = 'llama-2' | 'llama-3';

/** A row of the compiler's architecture table: everything that is built into a library. */
export interface Shape extends LlamaShape {
  /** Prompt tokens that are prefilled at once. */
  readonly prefillChunk: number;
}

/** How the next token is sampled. */
export interface Sampling {
  /** 0 is greedy. */
  readonly temperature: number;
  readonly topP: number;
}

/** A licence that a model is given under. */
export interface Licence {
  readonly name: string;
  readonly url: string;
  /** What the licence requires to be said wherever the model is offered. */
  readonly notice?: string;
}

/** A model that the app offers, and all that is known of it before any file is there. */
export interface Model {
  readonly id: ModelId;
  readonly displayName: string;
  readonly family: 'BayLing 2' | 'demo';
  /** Row of the compiler's architecture table; names the model library. */
  readonly architecture: keyof typeof architectures;
  readonly shape: Shape;
  /** The one upstream intends. Upstream's own adapter picks the other for some hub ids, so a user can too. */
  readonly template: Template;
  readonly specialTokens: SpecialTokens;
  /** Where the original weights live: a hub id, or a folder of this repository. */
  readonly checkpoint: {
    readonly source: string;
    readonly revision: string;
    readonly bytes: number;
  };
  /** Size of the tokenizer that comes with the weights. */
  readonly tokenizerBytes: number;
  /** Most tokens that prompt and answer may have together. */
  readonly contextLength: number;
  /** Whether its files come with the app; the user has to get those of the others. */
  readonly bundled: boolean;
  /** FLORES codes the model was made for, or all 102 of them. */
  readonly languages: readonly string[] | 'all';
  readonly stopTokenIds: readonly number[];
  readonly sampling: Readonly<Record<'chat' | 'translate', Sampling>>;
  /** An answer is not trusted if one of its figures is below these. Left out if nobody has measured them. */
  readonly confidence?: Confidence;
  readonly licences: readonly Licence[];
}

const MB = 1_000_000;
const GB = 1_000 * MB;

const gpl3: Licence = { name: 'GPL-3.0', url: 'https://www.gnu.org/licenses/gpl-3.0.html' };
const llama2: Licence = {
  name: 'Llama 2 Community License',
  url: 'https://ai.meta.com/llama/license/',
  notice:
    'Llama 2 is licensed under the LLAMA 2 Community License, Copyright (c) Meta Platforms, Inc. All Rights Reserved.',
};
const llama3: Licence = {
  name: 'Meta Llama 3 Community License',
  url: 'https://llama.meta.com/llama3/license/',
  notice: 'Built with Meta Llama 3',
};
const apache2: Licence = {
  name: 'Apache-2.0',
  url: 'https://www.apache.org/licenses/LICENSE-2.0',
};

const greedy: Sampling = { temperature: 0, topP: 1 };
/** Upstream's own settings. One sentence has one best translation; a conversation has many answers. */
const bayling = { chat: { temperature: 0.7, topP: 1 }, translate: greedy };

/** The thirty core languages of the demo. */
const demoLanguages = [
  ...['eng', 'zho_simpl', 'fra', 'deu', 'spa', 'por', 'ita', 'nld', 'swe', 'pol', 'ces', 'rus'],
  ...['ukr', 'ell', 'tur', 'ara', 'heb', 'fas', 'hin', 'ben', 'tam', 'tel', 'tha', 'vie', 'ind'],
  ...['jpn', 'kor', 'swh', 'amh', 'kat'],
];

/*
 * No commit of the three checkpoints could be confirmed, so they name the hub's main branch; a download
 * pins the commit that the hub answers with.
 */
export const models: readonly Model[] = [
  {
    id: 'bayling-2-7b',
    displayName: 'BayLing-2-7B',
    family: 'BayLing 2',
    architecture: 'llama-2-7b',
    shape: architectures['llama-2-7b'],
    template: 'bayling',
    specialTokens: 'llama-2',
    checkpoint: { source: 'ICTNLP/bayling-2-7b', revision: 'main', bytes: 13.48 * GB },
    tokenizerBytes: 1.84 * MB,
    contextLength: architectures['llama-2-7b'].context,
    bundled: false,
    languages: 'all',
    stopTokenIds: [2],
    sampling: bayling,
    licences: [gpl3, llama2],
  },
  {
    id: 'bayling-2-13b',
    displayName: 'BayLing-2-13B',
    family: 'BayLing 2',
    architecture: 'llama-2-13b',
    shape: architectures['llama-2-13b'],
    template: 'bayling',
    specialTokens: 'llama-2',
    checkpoint: { source: 'ICTNLP/bayling-2-13b', revision: 'main', bytes: 26.03 * GB },
    tokenizerBytes: 1.84 * MB,
    contextLength: architectures['llama-2-13b'].context,
    bundled: false,
    languages: 'all',
    stopTokenIds: [2],
    sampling: bayling,
    licences: [gpl3, llama2],
  },
  {
    id: 'bayling-3-8b',
    displayName: 'BayLing-3-8B',
    family: 'BayLing 2',
    architecture: 'llama-3-8b',
    shape: architectures['llama-3-8b'],
    template: 'bayling-3',
    specialTokens: 'llama-3',
    checkpoint: { source: 'ICTNLP/bayling-2-llama-3-8b', revision: 'main', bytes: 16.06 * GB },
    tokenizerBytes: 9.08 * MB,
    contextLength: architectures['llama-3-8b'].context,
    bundled: false,
    languages: 'all',
    // Upstream also lists 2, which is "#" in this vocabulary: a heading would end the answer.
    stopTokenIds: [128001, 128009],
    sampling: bayling,
    licences: [gpl3, llama3],
  },
  {
    id: 'demo',
    displayName: 'BayLing demo',
    family: 'demo',
    architecture: 'bayling-demo',
    shape: architectures['bayling-demo'],
    template: 'bayling',
    specialTokens: 'llama-2',
    checkpoint: { source: 'demo/checkpoint', revision: 'main', bytes: 11.5 * MB },
    tokenizerBytes: 1.0 * MB,
    contextLength: architectures['bayling-demo'].context,
    bundled: true,
    languages: demoLanguages,
    stopTokenIds: [2],
    // It has learnt one right answer to each request.
    sampling: { chat: greedy, translate: greedy },
    // Calibrated by demo/train/card.py.
    confidence: { mean: -0.236, lowest: -0.663 },
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

/** @throws TypeError when there is no such model. */
export function getModel(id: ModelId): Model {
  const model = byId.get(id);
  if (model === undefined) throw new TypeError(`no such model: ${id}`);
  return model;
}

/** What a user can set for a model. Takes effect when the model is loaded. */
export interface ModelSettings {
  readonly contextLength: number;
  readonly template: Template;
}

/** The model with a user's settings; whatever they leave out keeps the model's own value. */
export function withSettings(model: Model, settings: Partial<ModelSettings>): Model {
  return { ...model, ...settings };
}

/** Stops answers that run on into the next turn: the older layout has no token that ends a turn. */
export function stopStrings({ template }: Pick<Model, 'template'>): readonly string[] {
  return template === 'bayling' ? ['\n### Instruction:'] : [];
}

/** Whether the model was made for a language, named by its FLORES code. */
export function knowsLanguage(model: Model, code: string): boolean {
  return model.languages === 'all' || model.languages.includes(code);
}

/** File name of the compiled library. */
export function libraryFile(model: Model, quantization: Quantization): string {
  return `${model.architecture}-${quantization}.wasm`;
}
