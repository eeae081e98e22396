import { openDocument } from './formats';
import type { OpenDocument, SourceFile, Unit } from './types';

/** What an identity round trip lost. */
export interface Difference {
  /** `bytes`: unchanged, written back, not the same file; `units`: rewritten, and read again as others. */
  readonly kind: 'bytes' | 'units';
  /** Id of the first unit that is another, or the first byte. */
  readonly at: string;
}

/**
 * Writes a document back with its own texts as translations, and looks for what that changed: first untouched, then
 * with every unit rewritten, after which the same units must be read. Of what is written in another format, the same
 * texts must be read.
 *
 * @throws AppError as `openDocument` does.
 */
export async function checkRoundTrip(file: SourceFile): Promise<Difference | undefined> {
  const document = await openDocument(file);
  const own = new Map(document.units.map(({ id, text }) => [id, text]));
  const language = document.targetLanguage ?? document.sourceLanguage ?? 'en';
  if (document.outputExtension !== undefined) {
    const name = `a.${document.outputExtension}`;
    const bytes = document.write(own, { language });
    return differentUnit(document, await openDocument({ ...file, name, bytes }), isSameText);
  }
  const same = document.write(own, { language });
  const at = differentByte(file.bytes, same);
  if (at !== undefined) return { kind: 'bytes', at: String(at) };
  const bytes = document.write(own, { language, rewriteAll: true });
  return differentUnit(document, await openDocument({ ...file, bytes }));
}

function differentByte(a: Uint8Array, b: Uint8Array): number | undefined {
  if (a.length === b.length && a.every((byte, at) => byte === b[at])) return undefined;
  const at = a.findIndex((byte, place) => byte !== b[place]);
  return at === -1 ? a.length : at;
}

function differentUnit(a: OpenDocument, b: OpenDocument, isEqual = isSame): Difference | undefined {
  const count = Math.max(a.units.length, b.units.length);
  for (let at = 0; at < count; at++) {
    const [before, after] = [a.units[at], b.units[at]];
    if (!isEqual(before, after)) return { kind: 'units', at: (before ?? after)?.id ?? '' };
  }
  return undefined;
}

function isSame(a: Unit | undefined, b: Unit | undefined): boolean {
  return a !== undefined && a.id === b?.id && a.text === b.text;
}

function isSameText(a: Unit | undefined, b: Unit | undefined): boolean {
  return a !== undefined && a.text === b?.text;
}
