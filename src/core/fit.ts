import { models, type Model } from './catalog';
import { shorten } from './checkpoint/problems';
import type { LlamaShape } from './checkpoint/config';
import { AppError } from './errors';

type Built = Pick<Model, 'displayName' | 'shape'>;

/** A shape as a file has it, whose fields nobody has checked. */
export type FoundShape = Readonly<Partial<Record<keyof LlamaShape, unknown>>>;

/** Where a shape differs from the one that a library was built for. */
export interface Difference {
  /** As config.json calls it. */
  readonly field: string;
  readonly expected: number;
  readonly actual: unknown;
}

/** Everything that is built into a library, and whether another value gives the same answers. */
const fields: readonly (readonly [
  name: keyof LlamaShape,
  field: string,
  fits: (found: number, built: number) => boolean,
])[] = [
  ['layers', 'num_hidden_layers', Object.is],
  ['hidden', 'hidden_size', Object.is],
  ['heads', 'num_attention_heads', Object.is],
  ['kvHeads', 'num_key_value_heads', Object.is],
  ['headDim', 'head_dim', Object.is],
  ['ffn', 'intermediate_size', Object.is],
  ['vocabulary', 'vocab_size', Object.is],
  ['ropeTheta', 'rope_theta', isClose],
  ['epsilon', 'rms_norm_eps', isClose],
  // A model that was trained on longer texts answers shorter ones.
  ['context', 'max_position_embeddings', (found, built) => found >= built],
];

/** A float32 that was written out in decimal is a little off. */
function isClose(found: number, built: number): boolean {
  return Math.abs(found - built) <= built * 1e-6;
}

/** The places where weights of this shape would give other answers than their model. */
export function findDifferences({ shape }: Built, found: FoundShape): readonly Difference[] {
  return fields.flatMap(([name, field, fits]) => {
    const [expected, actual] = [shape[name], found[name]];
    const fit = typeof actual === 'number' && fits(actual, expected);
    return fit ? [] : [{ field, expected, actual: shorten(actual) }];
  });
}

/** The library computes with what it was built for; other weights would fail late, or answer wrongly. */
export function refuseOtherModel(model: Built, found: FoundShape): void {
  const [difference] = findDifferences(model, found);
  if (difference === undefined) return;
  throw new AppError('other-model', { model: model.displayName, ...difference });
}

/** The model whose library differs least from a shape, and where it does. */
export function closestModel(found: FoundShape): {
  readonly model: Model;
  readonly differences: readonly Difference[];
} {
  const all = models.map((model) => ({ model, differences: findDifferences(model, found) }));
  return all.reduce((best, next) =>
    next.differences.length < best.differences.length ? next : best,
  );
}
