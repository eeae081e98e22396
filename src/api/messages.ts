import type { ChatMessage } from '../core/prompts';
import { isIterable, isObject, toChoice, toDictionary, toSequence, toText } from './webidl';
import type { MessageType, Role } from './types';

export const messageTypes: readonly MessageType[] = [
  ...(['text', 'image', 'audio', 'tool-call', 'tool-response'] as const),
];
const roles: readonly Role[] = ['system', 'user', 'assistant'];

/** A prompt in its long form, its texts put together. */
export interface Messages {
  readonly turns: readonly ChatMessage[];
  /** What the answer is to go on from. */
  readonly prefix: string | undefined;
}

/**
 * What a script gives as a prompt.
 *
 * @param isFirst Whether nothing comes before, so that a line for the system may be the first.
 * @throws TypeError, and DOMException `SyntaxError` (a prefix out of place), `NotSupportedError` (anything but
 *   text).
 */
export function readPrompt(input: unknown, isFirst: boolean): Messages {
  if (!isIterable(input)) return single(toText(input));
  const all = [...input].map((message) => readMessage(message));
  if (all.length === 0) return single('');
  all.forEach(({ role, prefix }, i) => {
    if (role === 'system' && !(isFirst && i === 0)) {
      throw new TypeError('A message of the system comes before all others.');
    }
    if (prefix && (role !== 'assistant' || i < all.length - 1)) {
      throw new DOMException('Only the last message can be a prefix.', 'SyntaxError');
    }
  });
  const last = all.at(-1);
  const spoken = last?.prefix === true ? all.slice(0, -1) : all;
  return {
    // The layouts have one line of the system, which is their own: another one opens the user's first turn.
    turns: spoken.map(({ role, text }) => ({ role: role === 'assistant' ? role : 'user', text })),
    prefix: last?.prefix === true ? last.text : undefined,
  };
}

const single = (text: string): Messages => ({ turns: [{ role: 'user', text }], prefix: undefined });

function readMessage(value: unknown) {
  const { role, content, prefix } = toDictionary(value, 'a message');
  if (role === undefined) throw new TypeError('role is missing.');
  if (content === undefined) throw new TypeError('content is missing.');
  return {
    role: toChoice(role, roles, 'role'),
    text: readContent(content),
    prefix: Boolean(prefix),
  };
}

function readContent(content: unknown): string {
  if (!isObject(content) && content !== null) return toText(content);
  return toSequence(content, 'content').map(readPart).join('');
}

function readPart(part: unknown): string {
  const { type, value } = toDictionary(part, 'a part of content');
  if (type === undefined) throw new TypeError('type is missing.');
  const known = toChoice(type, messageTypes, 'type');
  if (value === undefined) throw new TypeError('value is missing.');
  if (known !== 'text') {
    throw new DOMException(`No model here takes ${known}.`, 'NotSupportedError');
  }
  if (isMedium(value)) throw new TypeError('value is not a text.');
  return toText(value);
}

/** Names of the classes of images, sounds and bytes: their objects are not turned into texts. */
const media =
  /^\[object (?:(?:HTML|SVG).*Element|ImageBitmap|ImageData|Blob|File|OffscreenCanvas|VideoFrame|AudioBuffer|(?:Shared)?ArrayBuffer|DataView|.*Array)\]$/;

const isMedium = (value: unknown): boolean =>
  isObject(value) && !Array.isArray(value) && media.test(Object.prototype.toString.call(value));
