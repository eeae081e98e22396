import { MAX_JSON_DEPTH, MAX_JSON_PARTS } from './limits';
import { checkpointError } from './problems';

/** An object in a JSON text, whose fields nobody has checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object, and no list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A whole number of at least 0 that JavaScript holds exactly. */
export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

/**
 * Reads JSON more strictly than `JSON.parse`: when a key occurs twice, parsers disagree about which one
 * counts (CWE-436), so that is an error here.
 *
 * @throws AppError `checkpoint-invalid`: text-not-utf8, text-too-deep, text-too-complex,
 *   text-not-json, key-duplicated.
 */
export function parseJson(bytes: Uint8Array, file: string): unknown {
  const text = decodeText(bytes, file);
  refuseExcess(text, file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw checkpointError('text-not-json', {
      file,
      actual: cause instanceof Error ? cause.message : String(cause),
    });
  }
  const key = findDuplicateKey(text);
  if (key !== undefined) throw checkpointError('key-duplicated', { file, field: key });
  return value;
}

function decodeText(bytes: Uint8Array, file: string): string {
  try {
    // A byte order mark stays, and so is refused with the JSON.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw checkpointError('text-not-utf8', { file });
  }
}

/** Checked before parsing, because parsing is what would take the time and the memory. */
function refuseExcess(text: string, file: string): void {
  let depth = 0;
  let parts = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') at = endOfString(text, at);
    else if (character === '}' || character === ']') depth--;
    else if (character === ':') parts++;
    else if (character === '{' || character === '[') {
      parts++;
      if (++depth > MAX_JSON_DEPTH) {
        throw checkpointError('text-too-deep', { file, expected: MAX_JSON_DEPTH });
      }
    }
  }
  if (parts > MAX_JSON_PARTS) {
    throw checkpointError('text-too-complex', { file, expected: MAX_JSON_PARTS, actual: parts });
  }
}

/** The first key that occurs twice in one object of a valid JSON text. */
function findDuplicateKey(json: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  let text = '';
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '{') open.push(new Set());
    else if (character === '[') open.push(undefined);
    else if (character === '}' || character === ']') open.pop();
    else if (character === '"') {
      const end = endOfString(json, at);
      text = json.slice(at, end + 1);
      at = end;
    } else if (character === ':') {
      // Only a key stands before a colon. Escapes are resolved: "a" and "\u0061" are one key.
      const key = text.includes('\\') ? (JSON.parse(text) as string) : text.slice(1, -1);
      const keys = open.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return undefined;
}

/**
 * Index of the closing quote, or beyond the text. A loop, because a regular expression overflows on
 * megabytes.
 */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1;
  return at;
}
