/*
 * Computes how likely the chosen tokens were. A library gives the best token without its probability, or the
 * best 256 with theirs, which takes a quarter of a step. This kernel reads the logits once more, without a
 * barrier, and leaves the last additions to the reader of the token. One kernel serves all libraries, because
 * all have logits in float32.
 */

/**
 * A kernel as TVM describes it: buffers first, then numbers, and the launch parameters that give its size.
 */
export interface KernelInfo {
  /** Also the entry point. */
  readonly name: string;
  readonly arg_types: readonly ('handle' | 'int32')[];
  readonly launch_param_tags: readonly string[];
}

/** Threads per workgroup. All threads of a row take turns with its logits; each sums a share. */
export const THREADS = 64;
const LOGITS_OF_GROUP = 2_048;
/** Enough to fill a GPU, few enough that little is read back. */
const MOST_GROUPS = 16;

/** Workgroups for a row of logits. */
export function countGroups(vocabulary: number): number {
  return Math.min(MOST_GROUPS, Math.ceil(vocabulary / LOGITS_OF_GROUP));
}

export const info: KernelInfo = {
  name: 'sum_probabilities',
  arg_types: ['handle', 'handle', 'handle', 'int32', 'int32'],
  launch_param_tags: ['blockIdx.x', 'blockIdx.y', 'threadIdx.x', 'paramWriteAccess:[0,0,1]'],
};

/**
 * WGSL. Of logits [rows, vocabulary] and the token chosen in each row: [rows, 1 + shares], the token, then
 * the float32 bits of each share's sum of exp(logit - chosen logit). Bits, because a float that is not a
 * proper number may be replaced. Only a token with hardly any probability has others 60 above it; the sum
 * then stays a number. TVM adds the last number itself.
 */
export const code = /* wgsl */ `
struct Numbers { vocabulary : u32, shares : u32, grid : u32 }
@group(0) @binding(0) var<storage, read> logits : array<f32>;
@group(0) @binding(1) var<storage, read> tokens : array<i32>;
@group(0) @binding(2) var<storage, read_write> result : array<i32>;
@group(0) @binding(3) var<uniform> numbers : Numbers;

@compute @workgroup_size(${THREADS}, 1, 1)
fn sum_probabilities(
  @builtin(workgroup_id) group : vec3<u32>,
  @builtin(local_invocation_index) thread : u32,
) {
  let row = group.y;
  let share = group.x * ${THREADS}u + thread;
  let begin = row * numbers.vocabulary;
  // Where the logits were no numbers, the token is -1.
  let chosen = logits[begin + u32(max(tokens[row], 0))];
  var sum = 0.0;
  for (var at = share; at < numbers.vocabulary; at += numbers.shares) {
    sum += exp(min(logits[begin + at] - chosen, 60.0));
  }
  let first = row * (1u + numbers.shares);
  if (share == 0u) { result[first] = tokens[row]; }
  result[first + 1u + share] = bitcast<i32>(sum);
}`;
