import type { Template } from '../catalog';
import { neutraliseSpecialText } from './special';

export interface ChatMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** How one of BayLing's two layouts writes a dialogue. */
interface Layout {
  /** BOS and the system line. */
  readonly start: string;
  /** A user's turn and the heading of the answer to it. */
  readonly user: (text: string) => string;
  /** An answer that is complete. */
  readonly assistant: (text: string) => string;
}

const layouts: Readonly<Record<Template, Layout>> = {
  bayling: {
    start:
      '<s>I am an intelligent language assistant developed by the NLP Group of ICT/CAS.\n' +
      'Below is a dialog consisting of instructions and responses. ' +
      'Write a response that completes the request.\n\n',
    user: (text) => `### Instruction:\n${text}\n### Response:\n`,
    assistant: (text) => `${text}</s>\n`,
  },
  'bayling-3': {
    start:
      '<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\n' +
      'I am BayLing developed by the NLP Group of ICT/CAS.<|eot_id|>',
    // This layout was trained on stripped messages; the other one took them as they came.
    user: (text) =>
      `<|start_header_id|>user<|end_header_id|>\n\n${text.trim()}<|eot_id|>` +
      '<|start_header_id|>assistant<|end_header_id|>\n\n',
    assistant: (text) => `${text.trim()}<|eot_id|>`,
  },
};

/**
 * The whole prompt as one string, beginning with the literal BOS token and ending where the answer
 * starts. One string, because tokenizing piece by piece gives other ids than the checkpoints were
 * trained on. Special-token text inside the messages is neutralised.
 *
 * @param messages Turns in order, user first and last.
 * @throws TypeError when the roles do not alternate so.
 */
export function renderChat(template: Template, messages: readonly ChatMessage[]): string {
  const layout = layouts[template];
  const inOrder = messages.every(({ role }, i) => role === (i % 2 === 0 ? 'user' : 'assistant'));
  if (!inOrder || messages.length % 2 === 0) {
    throw new TypeError('turns must alternate, from the user to the user');
  }
  return messages.reduce(
    (prompt, { role, text }) => prompt + layout[role](neutraliseSpecialText(template, text)),
    layout.start,
  );
}

/**
 * Drops the oldest exchanges until the rendered prompt fits.
 *
 * @param countTokens Of a rendered prompt, exact or an estimate that is rather too high.
 * @param budget Tokens that the prompt may have: the context less the room for the answer.
 * @returns The turns to send, or undefined when not even the last message fits alone.
 */
export function fitHistory(
  template: Template,
  messages: readonly ChatMessage[],
  countTokens: (prompt: string) => number,
  budget: number,
): readonly ChatMessage[] | undefined {
  for (let start = 0; start < messages.length; start += 2) {
    const kept = messages.slice(start);
    if (countTokens(renderChat(template, kept)) <= budget) return kept;
  }
  return undefined;
}
