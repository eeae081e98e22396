import type { LlamaShape } from './config';

/** A matrix of a package, and the rows of the checkpoint's matrices that are stacked into it. */
export interface MatrixParameter {
  readonly kind: 'matrix';
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  /** Rows by the checkpoint's name, without `.weight`. */
  readonly stacked: Readonly<Record<string, number>>;
}

/** A vector of a package, which has the same name in the checkpoint. */
export interface VectorParameter {
  readonly kind: 'vector';
  readonly name: string;
  readonly size: number;
}

/** What a model library computes with. */
export type Parameter = MatrixParameter | VectorParameter;

/** The numbers that the parameters follow from. */
export type ParameterShape = Pick<
  LlamaShape,
  'layers' | 'hidden' | 'heads' | 'kvHeads' | 'headDim' | 'ffn' | 'vocabulary'
>;

/**
 * All parameters of a model, in the order of the model libraries.
 *
 * @param tied Whether the head is the embedding, and is not in the checkpoint again.
 */
export function parametersOf(shape: ParameterShape, tied = false): Parameter[] {
  const { layers, hidden, vocabulary } = shape;
  const head = tied ? 'model.embed_tokens' : 'lm_head';
  return [
    matrix('model.embed_tokens', hidden, { 'model.embed_tokens': vocabulary }),
    ...Array.from({ length: layers }, (_, n) => ofLayer(`model.layers.${n}.`, shape)).flat(),
    vector('model.norm.weight', hidden),
    matrix('lm_head', hidden, { [head]: vocabulary }),
  ];
}

function ofLayer(
  prefix: string,
  { hidden, heads, kvHeads, headDim, ffn }: ParameterShape,
): Parameter[] {
  const attention = `${prefix}self_attn.`;
  const mlp = `${prefix}mlp.`;
  return [
    matrix(`${attention}qkv_proj`, hidden, {
      [`${attention}q_proj`]: heads * headDim,
      [`${attention}k_proj`]: kvHeads * headDim,
      [`${attention}v_proj`]: kvHeads * headDim,
    }),
    matrix(`${attention}o_proj`, heads * headDim, { [`${attention}o_proj`]: hidden }),
    matrix(`${mlp}gate_up_proj`, hidden, { [`${mlp}gate_proj`]: ffn, [`${mlp}up_proj`]: ffn }),
    matrix(`${mlp}down_proj`, ffn, { [`${mlp}down_proj`]: hidden }),
    vector(`${prefix}input_layernorm.weight`, hidden),
    vector(`${prefix}post_attention_layernorm.weight`, hidden),
  ];
}

function matrix(
  name: string,
  cols: number,
  stacked: Readonly<Record<string, number>>,
): MatrixParameter {
  const rows = Object.values(stacked).reduce((sum, count) => sum + count, 0);
  return { kind: 'matrix', name, rows, cols, stacked };
}

function vector(name: string, size: number): VectorParameter {
  return { kind: 'vector', name, size };
}
