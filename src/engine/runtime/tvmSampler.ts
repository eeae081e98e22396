import type { Candidate, SamplingParameters, SampledToken } from '../scheduler/executor';
import type { Pipeline, Tensor, TvmFunction } from './pipeline';
import { readLogprobs, type TvmLogprobs } from './tvmLogprobs';
import { bindFunctions, floats, integers } from './tvmTensors';

type Choices = readonly (SamplingParameters | undefined)[];

/** A row for which nothing is chosen is part of the calls, but costs nothing. */
const idle: SamplingParameters = { temperature: 0, topP: 1, topK: 0, uniform: 0, candidates: 0 };

const functions = [
  'apply_bitmask_inplace',
  'apply_logit_bias_inplace',
  'apply_penalty_inplace',
  'softmax_with_temperature',
  'argsort_probs',
  'sample_rows',
  'argmax_rows',
  'top_logprobs',
] as const;

/** Chooses the tokens of a whole batch on the GPU; one number per row is read back, or a few more. */
export class TvmSampler {
  readonly #pipeline: Pipeline;
  readonly #logprobs: TvmLogprobs;
  readonly #functions: Readonly<Record<(typeof functions)[number], TvmFunction>>;

  constructor(pipeline: Pipeline, logprobs: TvmLogprobs) {
    this.#pipeline = pipeline;
    this.#logprobs = logprobs;
    this.#functions = bindFunctions(pipeline, functions);
  }

  /**
   * Needs a TVM scope.
   *
   * @param logits float32 [rows, vocabulary]; changed by what is allowed, bias and penalties.
   * @param choices One for each row.
   * @returns One for each row that has a choice. A token of −1 means that its logits are not numbers.
   */
  async choose(logits: Tensor, choices: Choices): Promise<readonly SampledToken[]> {
    const raw = choices.some(changesLogits) ? this.#copy(logits) : logits;
    await this.#applyAllowed(logits, choices);
    this.#applyBias(logits, choices);
    this.#applyPenalties(logits, choices);
    const wanted = choices.some((choice) => (choice?.candidates ?? 0) > 0);
    const best = wanted ? this.#rank(logits) : undefined;
    const drawn = this.#draw(logits, choices);
    const measured = this.#toHost(this.#logprobs.measure(raw, drawn), 'int32');
    await this.#pipeline.device.sync();
    const tokens = readLogprobs(measured.toArray() as Int32Array, choices.length);
    const ranked = best && {
      logprobs: best.logprobs.toArray(),
      tokens: best.tokens.toArray(),
      width: best.tokens.shape[1] ?? 0,
    };
    return choices.flatMap((choice, row): readonly SampledToken[] => {
      if (choice === undefined) return [];
      const { token = -1, logprob: rawLogprob } = tokens[row] ?? {};
      if (ranked === undefined || choice.candidates === 0) {
        return [{ token, rawLogprob, candidates: [] }];
      }
      const from = row * ranked.width;
      const all: Candidate[] = Array.from(
        ranked.tokens.subarray(from, from + ranked.width),
        (id, at) => ({ token: id, logprob: ranked.logprobs[from + at] ?? NaN }),
      );
      const logprob = all.find((one) => one.token === token)?.logprob;
      return [{ token, logprob, rawLogprob, candidates: all.slice(0, choice.candidates) }];
    });
  }

  #draw(logits: Tensor, choices: Choices): Tensor {
    const { softmax_with_temperature, argsort_probs, sample_rows, argmax_rows } = this.#functions;
    const rows = choices.map((choice) => choice ?? idle);
    if (rows.every(({ temperature }) => temperature === 0)) return argmax_rows(logits) as Tensor;
    const [count = 0, vocabulary = 0] = logits.shape;
    const each = (value: (row: SamplingParameters) => number) =>
      floats(this.#pipeline, [count], rows.map(value));
    const probabilities = softmax_with_temperature(
      logits.view([count, 1, vocabulary]),
      each(({ temperature }) => temperature),
    ) as Tensor;
    const sorted = argsort_probs(probabilities.view([count, vocabulary])) as Tuple;
    return sample_rows(
      sorted.get(0),
      sorted.get(1),
      each(({ uniform }) => uniform),
      each(({ topP }) => topP),
      integers(
        this.#pipeline,
        rows.map(({ topK }) => topK),
      ),
    ) as Tensor;
  }

  #rank(logits: Tensor): { readonly logprobs: Tensor; readonly tokens: Tensor } {
    const best = this.#functions.top_logprobs(logits) as Tuple;
    return {
      logprobs: this.#toHost(best.get(0), 'float32'),
      tokens: this.#toHost(best.get(1), 'int32'),
    };
  }

  /** The grammars work while the GPU computes the logits. */
  async #applyAllowed(logits: Tensor, choices: Choices): Promise<void> {
    const rows = choices.flatMap((choice, row) =>
      choice?.allowed === undefined ? [] : [{ row, allowed: choice.allowed }],
    );
    if (rows.length === 0) return;
    const [count = 0, vocabulary = 0] = logits.shape;
    const width = Math.ceil(vocabulary / 32);
    const bits = new Int32Array(count * width);
    for (const { row, allowed } of rows) {
      bits.set((await allowed()).subarray(0, width), row * width);
    }
    const { tvm, device } = this.#pipeline;
    this.#functions.apply_bitmask_inplace(
      logits,
      integers(
        this.#pipeline,
        rows.map(({ row }) => row),
      ),
      tvm.empty([count, width], 'int32', device).copyFrom(bits),
    );
  }

  #applyBias(logits: Tensor, choices: Choices): void {
    const entries = choices.flatMap((choice, row) =>
      [...(choice?.bias ?? [])].map(([token, value]) => ({ row, token, value })),
    );
    if (entries.length === 0) return;
    this.#functions.apply_logit_bias_inplace(
      logits,
      integers(
        this.#pipeline,
        entries.map(({ row }) => row),
      ),
      integers(
        this.#pipeline,
        entries.map(({ token }) => token),
      ),
      floats(
        this.#pipeline,
        [entries.length],
        entries.map(({ value }) => value),
      ),
    );
  }

  #applyPenalties(logits: Tensor, choices: Choices): void {
    const rows = choices.flatMap((choice, row) =>
      choice?.penalties ? [{ row, ...choice.penalties }] : [],
    );
    const entries = rows.flatMap(({ counts }, at) =>
      [...counts].map(([token, count]) => ({ at, token, count })),
    );
    if (entries.length === 0) return;
    this.#functions.apply_penalty_inplace(
      logits,
      integers(
        this.#pipeline,
        rows.map(({ row }) => row),
      ),
      integers(
        this.#pipeline,
        entries.map(({ at }) => at),
      ),
      integers(
        this.#pipeline,
        entries.map(({ token }) => token),
      ),
      integers(
        this.#pipeline,
        entries.map(({ count }) => count),
      ),
      floats(
        this.#pipeline,
        [rows.length, 3],
        rows.flatMap(({ presence, frequency, repetition }) => [presence, frequency, repetition]),
      ),
    );
  }

  #copy(logits: Tensor): Tensor {
    const { tvm, device } = this.#pipeline;
    return tvm.empty(logits.shape, 'float32', device).copyFrom(logits);
  }

  /** Readable after the next sync. */
  #toHost(tensor: Tensor, dtype: string): Tensor {
    const { tvm } = this.#pipeline;
    return tvm.empty(tensor.shape, dtype, tvm.cpu()).copyFrom(tensor);
  }
}

function changesLogits(choice: SamplingParameters | undefined): boolean {
  if (choice === undefined) return false;
  const { penalties, allowed, bias } = choice;
  return penalties !== undefined || allowed !== undefined || (bias?.size ?? 0) > 0;
}

interface Tuple {
  get(index: number): Tensor;
}
