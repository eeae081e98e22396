import { defaultModelId, getModel, type ModelId } from '../core/catalog';
import { messageTypes, readPrompt, type Messages } from './messages';
import { modelKnows, toTags } from './tags';
import type { MessageType, SamplingMode } from './types';
import { isObject, toChoice, toDictionary, toNumber, toSequence, toText } from './webidl';

/** The temperature of each mode; `balanced` is the model's own way. */
const temperatures: Readonly<Record<SamplingMode, number | undefined>> = {
  'most-predictable': 0,
  predictable: 0.3,
  'slightly-predictable': 0.5,
  balanced: undefined,
  'slightly-creative': 0.8,
  creative: 1,
  'most-creative': 1.3,
};
const modes = Object.keys(temperatures) as readonly SamplingMode[];

/** What decides how answers are drawn. */
export interface SamplingChoice {
  /** null where numbers were given in its place. */
  readonly mode: SamplingMode | null;
  /** As given. */
  readonly temperature: number | undefined;
  readonly topK: number | undefined;
}

/** What an answer is drawn with, where it is not the model's own. */
export function temperatureOf({ mode, temperature }: SamplingChoice): number | undefined {
  return mode === null ? temperature : temperatures[mode];
}

interface ExpectedContent {
  readonly type: MessageType;
  readonly languages: readonly string[];
}

export interface CoreOptions {
  readonly model: ModelId;
  readonly sampling: SamplingChoice;
  readonly expected: readonly ExpectedContent[];
}

/**
 * What `availability()` and `create()` have in common.
 *
 * @throws TypeError, RangeError (no language tag), and what reading a tool's schema throws.
 */
export function readCoreOptions(options: Readonly<Record<string, unknown>>): CoreOptions {
  const { model = defaultModelId, expectedInputs, expectedOutputs, tools } = options;
  const outputs = readExpected(expectedOutputs, 'expectedOutputs');
  if (readTools(tools) && !outputs.some(({ type }) => type === 'tool-call')) {
    throw new TypeError('expectedOutputs lacks tool-call, which tools need.');
  }
  return {
    model: getModel(toText(model) as ModelId).id,
    sampling: readSampling(options),
    expected: [...readExpected(expectedInputs, 'expectedInputs'), ...outputs],
  };
}

/** Whether a model of ours can do what is asked for: none uses tools, which ask for more than text. */
export function canServe({ model, expected }: CoreOptions): boolean {
  return expected.every(
    ({ type, languages }) => type === 'text' && languages.every((tag) => modelKnows(model, tag)),
  );
}

/** @throws RangeError for numbers that no distribution can have. */
export function checkSampling({ temperature, topK }: SamplingChoice): void {
  if (temperature !== undefined && !(temperature >= 0)) {
    throw new RangeError('temperature is less than 0.');
  }
  if (topK !== undefined && topK < 1) throw new RangeError('topK is less than 1.');
}

/** @throws as {@link readPrompt}. */
export function readInitialPrompts({
  initialPrompts,
}: Readonly<Record<string, unknown>>): Messages['turns'] {
  if (initialPrompts === undefined) return [];
  const given = toSequence(initialPrompts, 'initialPrompts');
  if (given.length === 0) return [];
  const { turns, prefix } = readPrompt(given, true);
  if (prefix !== undefined) {
    throw new DOMException('There is no answer to initialPrompts.', 'SyntaxError');
  }
  return turns;
}

function readSampling(options: Readonly<Record<string, unknown>>): SamplingChoice {
  const { samplingMode, temperature, topK } = options;
  const numbers = {
    temperature: temperature === undefined ? undefined : toNumber(temperature, 'temperature'),
    topK: topK === undefined ? undefined : Math.floor(toNumber(topK, 'topK')),
  };
  if (samplingMode !== undefined) {
    const mode = toChoice(samplingMode, modes, 'samplingMode');
    return { mode, temperature: undefined, topK: undefined };
  }
  const isNumeric = temperature !== undefined || topK !== undefined;
  return { mode: isNumeric ? null : 'balanced', ...numbers };
}

function readExpected(value: unknown, name: string): readonly ExpectedContent[] {
  if (value === undefined) return [];
  return toSequence(value, name).map((one) => {
    const { type, languages } = toDictionary(one, name);
    if (type === undefined) throw new TypeError(`${name} has no type.`);
    return {
      type: toChoice(type, messageTypes, 'type'),
      languages: languages === undefined ? [] : toTags(languages, 'languages'),
    };
  });
}

/** @returns Whether there are any. */
function readTools(value: unknown): boolean {
  if (value === undefined) return false;
  const names = toSequence(value, 'tools').map(readTool);
  if (new Set(names).size < names.length) throw new TypeError('Two tools have one name.');
  return names.length > 0;
}

function readTool(value: unknown): string {
  const { name, description, inputSchema, execute } = toDictionary(value, 'a tool');
  const texts = { name, description };
  for (const [member, text] of Object.entries(texts)) {
    if (text === undefined || toText(text) === '') throw new TypeError(`A tool has no ${member}.`);
  }
  if (!isObject(inputSchema)) throw new TypeError('inputSchema is not an object.');
  // Throws what the page's own code throws.
  const { type, properties = {}, required = [] } = inputSchema;
  JSON.stringify(inputSchema);
  if (type !== 'object' || !isObject(properties) || !Array.isArray(required)) {
    throw new TypeError('inputSchema is not the schema of an object.');
  }
  if (execute !== undefined && typeof execute !== 'function') {
    throw new TypeError('execute is not a function.');
  }
  return toText(name);
}
