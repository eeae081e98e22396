import type { Template } from '../catalog';
import { frames, type Frame, type PromptFormat } from './format';
import { neutraliseSpecialText } from './special';

/** One turn of a dialogue. */
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

const layouts: Readonly<Record<Template, (frame: Frame) => Layout>> = {
  bayling: ({ begin, end }) => ({
    start:
      `${begin}I am an intelligent language assistant developed by the NLP Group of ICT/CAS.\n` +
      'Below is a dialog consisting of instructions and responses. ' +
      'Write a response that completes the request.\n\n',
    user: (text) => `### Instruction:\n${text}\n### Response:\n`,
    assistant: (text) => `${text}${end}\n`,
  }),
  'bayling-3': ({ begin, endOfTurn }) => {
    const heading = (role: string) => `<|start_header_id|>${role}<|end_header_id|>\n\n`;
    const system = 'I am BayLing developed by the NLP Group of ICT/CAS.';
    return {
      start: `${begin}${heading('system')}${system}${endOfTurn}`,
      // This layout was trained on trimmed messages, the other one on messages as they were.
      user: (text) => `${heading('user')}${text.trim()}${endOfTurn}${heading('assistant')}`,
      assistant: (text) => `${text.trim()}${endOfTurn}`,
    };
  },
};

const halves = /\p{Surrogate}/gu;

/**
 * The whole prompt as one string, beginning with the literal BOS token and ending where the answer
 * starts. One string, because tokenizing piece by piece gives other ids than the checkpoints were
 * trained on. Special-token text inside the messages is neutralised, and half a character becomes U+FFFD:
 * the engine's tokenizer would make one character of it and whatever follows, which may be a heading.
 *
 * @param messages Turns in order, user first and last.
 * @throws TypeError if the roles do not alternate like that.
 */
export function renderChat(format: PromptFormat, messages: readonly ChatMessage[]): string {
  const layout = layouts[format.template](frames[format.specialTokens]);
  const inOrder = messages.every(({ role }, i) => role === (i % 2 === 0 ? 'user' : 'assistant'));
  if (!inOrder || messages.length % 2 === 0) {
    throw new TypeError('turns must alternate, from the user to the user');
  }
  return messages.reduce(
    (prompt, { role, text }) =>
      prompt + layout[role](neutraliseSpecialText(format, text.replace(halves, '\ufffd'))),
    layout.start,
  );
}

/**
 * Drops the oldest exchanges until the rendered prompt fits.
 *
 * @param countTokens Counts the tokens of a rendered prompt, exactly or rather too many.
 * @param budget Tokens that the prompt may have: the context minus the room for the answer.
 * @returns The turns to send, or undefined when not even the last message fits alone.
 */
export function fitHistory(
  format: PromptFormat,
  messages: readonly ChatMessage[],
  countTokens: (prompt: string) => number,
  budget: number,
): readonly ChatMessage[] | undefined {
  for (let start = 0; start < messages.length; start += 2) {
    const kept = messages.slice(start);
    if (countTokens(renderChat(format, kept)) <= budget) return kept;
  }
  return undefined;
}

/** The language that an instruction is written in. Either works for every pair of languages. */
export type Wording = 'en' | 'zh';

/**
 * BayLing's translation request, word for word as it was trained. The model is told only the target, and
 * finds out the source by itself.
 *
 * @param targetName The target's `englishName`, or its `chineseName` with the wording `zh`.
 * @param source One sentence.
 */
export function translationInstruction(
  targetName: string,
  source: string,
  wording: Wording = 'en',
): string {
  return wording === 'zh'
    ? `提供这句话的${targetName}翻译：${source}`
    : `Provide the ${targetName} translation for this sentence: ${source}`;
}
