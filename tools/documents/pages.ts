import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { openDocument } from '../../src/documents/formats';
import { filesAt } from './run';

/*
 * Does a reader see the same pages after all of a file was rewritten with its own texts? LibreOffice makes a PDF of
 * both, `pdftoppm` (poppler-utils) pictures of these.
 */
const usage =
  'npm run documents:pages -- <file or folder>…      soffice and pdftoppm must be in the path';

const DOTS_PER_INCH = 50;
/** Of 255: the edges of a letter that stands a fraction of a dot further are no other letter. */
const VISIBLE = 96;
/** Of a page's dots. Runs that were joined are set a little closer, or wider, than apart. */
const TOLERATED = 0.001;
const TIMEOUT = 120_000;

/** Pictures of a file's pages; undefined where LibreOffice does not open it. */
function pagesOf(path: string, folder: string, profile: string): readonly Buffer[] | undefined {
  const run = (program: string, args: readonly string[]) =>
    spawnSync(program, args, { timeout: TIMEOUT, stdio: 'ignore' }).status === 0;
  const settings = `-env:UserInstallation=file://${profile}`;
  run('soffice', [settings, '--headless', '--convert-to', 'pdf', '--outdir', folder, path]);
  const pdf = join(folder, `${basename(path, extname(path))}.pdf`);
  if (!run('pdftoppm', ['-r', String(DOTS_PER_INCH), '-gray', pdf, join(folder, 'page')])) {
    return undefined;
  }
  const pictures = readdirSync(folder).filter((name) => name.endsWith('.pgm'));
  return pictures.sort().map((name) => readFileSync(join(folder, name)));
}

/** The share of dots that a reader sees as others. */
function differenceOf(a: Buffer, b: Buffer | undefined): number {
  if (b?.length !== a.length) return 1;
  let other = 0;
  for (let at = 0; at < a.length; at++) {
    if (Math.abs((a[at] ?? 0) - (b[at] ?? 0)) > VISIBLE) other++;
  }
  return other / a.length;
}

/** What is to be said of a file, and whether its pages are the same. */
async function compare(path: string, profile: string): Promise<readonly [string, boolean]> {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  const pages = (bytes: Uint8Array) => {
    const inner = mkdtempSync(join(folder, 'one-'));
    const copy = join(inner, `a${extname(path)}`);
    writeFileSync(copy, bytes);
    return pagesOf(copy, inner, profile);
  };
  try {
    const bytes = new Uint8Array(readFileSync(path));
    const document = await openDocument({ name: basename(path), bytes, languages: [] });
    const language = document.targetLanguage ?? document.sourceLanguage ?? 'en';
    const before = pages(bytes);
    if (before === undefined) return ['not opened by LibreOffice as it is', true];
    const after = pages(document.write(new Map(), { language, rewriteAll: true }));
    if (after === undefined) return ['not opened by LibreOffice any more', false];
    if (after.length !== before.length)
      return [`${before.length} pages, now ${after.length}`, false];
    const shares = before.map((page, at) => differenceOf(page, after[at]));
    const exact = before.filter((page, at) => after[at]?.equals(page)).length;
    const most = Math.max(0, ...shares);
    const said = `${exact} of ${before.length} pages exact, at most ${(100 * most).toFixed(3)} % of a page others`;
    return [said, most <= TOLERATED];
  } catch (thrown) {
    return [`refused: ${String(thrown)}`, true];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const paths = process.argv.slice(2).flatMap(filesAt);
if (paths.length === 0) {
  console.error(usage);
  process.exitCode = 2;
}
const profile = mkdtempSync(join(tmpdir(), 'profile-'));
for (const path of paths) {
  const [said, isSame] = await compare(path, profile);
  console.log(`${isSame ? 'same' : 'OTHER'} ${path}: ${said}`);
  if (!isSame) process.exitCode = 1;
}
rmSync(profile, { recursive: true });
