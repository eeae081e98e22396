import { english } from '../../src/ui/i18n/english';
import { compare, withPlaces } from './compare';
import { localeTags, readLocale, writeLocale } from './locales';

const usage = `npm run i18n            what each language lacks
npm run i18n -- fill    puts an empty place for each missing sentence into the files
npm run i18n -- new it  begins a language`;

function report(): number {
  let mistakes = 0;
  for (const tag of localeTags()) {
    const { complete, sentences } = readLocale(tag);
    const findings = compare(tag, english, sentences);
    console.error(`${tag}: ${findings.length === 0 ? 'complete' : findings.length}`);
    for (const { kind, key } of findings) console.error(`  ${kind} ${key}`);
    mistakes += findings.filter(({ kind }) => complete || kind !== 'missing').length;
  }
  return mistakes === 0 ? 0 : 1;
}

function fill(tags: readonly string[]): number {
  for (const tag of tags) {
    const file = readLocale(tag);
    writeLocale(tag, { ...file, sentences: withPlaces(tag, english, file.sentences) });
  }
  return 0;
}

function isTag(tag: string): boolean {
  return Intl.PluralRules.supportedLocalesOf(tag).length > 0;
}

function run([command, tag, ...more]: readonly string[]): number {
  if (command === undefined) return report();
  if (command === 'fill' && tag === undefined) return fill(localeTags());
  if (command === 'new' && tag !== undefined && more.length === 0 && isTag(tag)) return fill([tag]);
  console.error(usage);
  return 2;
}

process.exitCode = run(process.argv.slice(2));
