import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Bytes } from '../../core/bytes';
import { damaged, tooLarge, unsupported } from '../failures';
import { MAX_TEXT } from '../limits';
import { paragraphs, type PdfPiece } from './blocks';

/**
 * The paragraphs of each page.
 *
 * @throws AppError `document-unsupported` for a file with a password, `document-damaged`, `document-too-large`
 */
export async function readPages(bytes: Bytes): Promise<readonly (readonly string[])[]> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  // Loaded here it works in this thread, and makes none from an address that the page's policy would have to know.
  // @ts-expect-error It has no types, and none are needed.
  await import('pdfjs-dist/legacy/build/pdf.worker.mjs');
  const task = getDocument({
    // It keeps what it is given.
    data: bytes.slice(),
    ...{ isEvalSupported: false, disableFontFace: true, useSystemFonts: false },
    ...{ useWorkerFetch: false, useWasm: false, isOffscreenCanvasSupported: false },
    verbosity: VerbosityLevel.ERRORS,
  });
  try {
    return await pagesOf(await task.promise);
  } catch (cause) {
    const name = cause instanceof Error ? cause.name : '';
    if (name === 'PasswordException') throw unsupported('encrypted');
    if (name === 'AppError') throw cause;
    throw damaged(cause instanceof Error ? cause.message : String(cause), undefined, cause);
  } finally {
    await task.destroy();
  }
}

async function pagesOf(pdf: PDFDocumentProxy): Promise<readonly (readonly string[])[]> {
  const pages: (readonly string[])[] = [];
  let length = 0;
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    const pieces = items.flatMap((item) => ('str' in item ? [pieceOf(item)] : []));
    page.cleanup();
    length += pieces.reduce((sum, { text }) => sum + text.length, 0);
    if (length > MAX_TEXT) throw tooLarge('MAX_TEXT', MAX_TEXT, String(number));
    pages.push(paragraphs(pieces));
  }
  return pages;
}

interface TextItem {
  readonly str: string;
  readonly dir: string;
  readonly transform: readonly number[];
  readonly width: number;
  readonly height: number;
}

function pieceOf({ str, dir, transform, width, height }: TextItem): PdfPiece {
  const [, , c = 0, d = 0, x = 0, y = 0] = transform;
  const size = Math.hypot(c, d) || height || 1;
  // What has no sign in Unicode comes as NUL.
  return { text: str.replaceAll('\0', ''), x, y, width, size, isRtl: dir === 'rtl' };
}
