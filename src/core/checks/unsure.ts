import type { CheckOf } from './types';

/** What the model was less sure of than its right translations mostly are; about the mean probability. */
export const checkUnsure: CheckOf = ({ input }) => {
  const { confidence } = input;
  if (confidence?.trusted !== false) return undefined;
  return { kind: 'unsure', about: [`${Math.round(100 * Math.exp(confidence.mean))} %`] };
};
