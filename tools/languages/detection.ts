/**
 * Measures the language detector by lengths of texts, beside the detectors of others.
 *
 *   npm run detection -- TEXTS [--peers FOLDER] [--languages en,fr]
 *
 * TEXTS is a folder with a file `<tag>.txt` for each language, a text a line. FOLDER is one in which
 * `npm install eld franc franc-all tinyld` was run. Without `--languages` the thirty of the demo count.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { findLanguage } from '../../src/core/languages';
import { loadDetector } from '../../src/core/languages/detect';
import { shortTexts } from './shortTexts';
import { loadPeers, type Recogniser } from './peers';
import { accuracy, calibrationError, lengthOf, lengths, reliability, type Labelled } from './score';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { peers: { type: 'string' }, languages: { type: 'string' } },
});
const [folder] = positionals;
if (folder === undefined) throw new Error('Usage: npm run detection -- TEXTS [--peers FOLDER]');

const chosen = new Set(
  (values.languages?.split(',') ?? shortTexts.map(({ tag }) => tag)).map(
    (tag) => findLanguage(tag)?.code,
  ),
);
const texts: readonly Labelled[] = readdirSync(folder)
  .filter((file) => file.endsWith('.txt'))
  .flatMap((file) => {
    const code = findLanguage(basename(file, '.txt'))?.code;
    if (code === undefined || !chosen.has(code)) return [];
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    return lines.filter((line) => line.trim() !== '').map((text) => ({ text, code }));
  });

const detect = await loadDetector();
const detectors = new Map<string, Recogniser>([
  ['ours', (text) => detect(text)[0]?.language.code],
  ...(values.peers === undefined ? [] : await loadPeers(values.peers)),
]);

const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(9);
const byLength = lengths.map((length) => ({
  length,
  texts: texts.filter(({ text }) => lengthOf(text) === length),
}));
/** Also in the repository, and in no profile. */
const greetings = shortTexts.flatMap(({ tag, heldOut }) => {
  const code = findLanguage(tag)?.code;
  return code === undefined || !chosen.has(code) ? [] : heldOut.map((text) => ({ text, code }));
});
console.log(
  `${'texts'.padEnd(26)}${[...detectors.keys()].map((name) => name.padStart(10)).join('')}`,
);
for (const { length, texts } of [...byLength, { length: 'greetings', texts: greetings }]) {
  if (texts.length === 0) continue;
  const right = [...detectors.values()].map((recognise) => percent(accuracy(texts, recognise)));
  console.log(`${length.padEnd(18)}${String(texts.length).padStart(8)} ${right.join(' ')}`);
}

console.log('\nconfidence: calibration error, then what was said → what was right');
for (const { length, texts } of byLength) {
  const bins = reliability(texts, detect);
  if (bins.length === 0) continue;
  const steps = bins.map(
    ({ confidence, right }) => `${(100 * confidence).toFixed(0)}→${(100 * right).toFixed(0)}`,
  );
  console.log(`${length.padEnd(18)}${percent(calibrationError(bins))}   ${steps.join(' ')}`);
}
