import type { Model } from '../../core/catalog';

// BayLing's own default.
const LONGEST_ANSWER = 1024;

/** Tokens kept free for an answer; the dialogue before it may fill the rest of the context. */
export function answerReserve(model: Model): number {
  return Math.min(LONGEST_ANSWER, model.contextLength / 4);
}

/** Estimated tokens that the dialogue may have. */
export function dialogueBudget(model: Model): number {
  return model.contextLength - answerReserve(model);
}
