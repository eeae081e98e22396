/**
 * What versions of transformers, and of code derived from it, have stored besides the weights: tables of
 * rotary embeddings, masks and positions, all of which follow from the configuration.
 */
const BUFFER =
  /(^|\.)(rotary_emb\.\w+|(original_)?inv_freq|(cos|sin)_cached|masked_bias|causal_mask|attention_mask|position_ids|rope\.freqs)$/;

/** Whether a tensor is a table that needs no place in the model. */
export function isBuffer(name: string): boolean {
  return BUFFER.test(name);
}
