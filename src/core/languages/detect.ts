import { features } from './features';
import { prose } from './prose';
import { dominantScript } from './scripts';
import { languages, type Language } from './table';

/** A language that a text may be written in. */
export interface Detection {
  readonly language: Language;
  /** 0 to 1; all of a text's detections together make at most 1. */
  readonly confidence: number;
}

/** Languages that a text may be in, most likely first; none when it has no letters. */
export type Detector = (text: string) => readonly Detection[];

/**
 * Language code → its features and their weights, as `feature` + one digit of base 36, joined by
 * newlines. A weight is the negative natural logarithm of the feature's frequency, times two.
 */
export type Profiles = Readonly<Record<string, string>>;

export const WEIGHTS_PER_NAT = 2;
/** What a feature costs in a language whose profile lacks it. */
const UNSEEN = 14;
/**
 * Whether a language has a whole word, a letter, an ideograph or two tells as much as this many other features.
 */
const STRONG = 6;
/**
 * How often a language uses such a feature tells less than whether it has it: the frequency depends on what
 * the few texts behind a profile are about.
 */
const HOW_OFTEN = 0.5;
const isPair = /^\p{Script=Han}{2}$/u;
const isStrong = (feature: string): boolean =>
  feature.length === 1 ||
  (feature.startsWith(' ') && feature.endsWith(' ')) ||
  isPair.test(feature);
/** Neighbouring features tell the same thing several times over. */
const INDEPENDENCE = 0.1;
/**
 * A text with more features than this repeats itself more and more: of what exceeds, the square root counts.
 * Fitted so that a confidence is the share of right answers that come with it (docs/languages.md).
 */
const FEATURES_OF_WORTH = 40;
const temperature = (count: number): number => Math.sqrt(Math.max(1, count / FEATURES_OF_WORTH));
const SAMPLE = 2000;
const LEAST = 0.01;

// A short text fits many languages, of which the widely written ones are likelier. In nats, by how much of
// the web, and of what is translated, is in a language.
const priors = [
  'eng zho_simpl',
  'spa fra deu jpn rus por ita ara hin',
  'nld tur pol vie ind kor fas ukr',
  'zho_trad swe ces ell heb tha ben urd mar tam tel swh hun ron',
  'dan fin nob slk bul hrv srp cat lit slv lav est msa tgl afr azj kaz uzb amh kat',
].map((group) => group.split(' '));
const PRIOR_STEP = 0.75;

function prior(code: string): number {
  const group = priors.findIndex((codes) => codes.includes(code));
  return -PRIOR_STEP * (group < 0 ? priors.length + 2 : group);
}

const byScript = new Map<string, Language[]>();
for (const language of languages) {
  const { script } = language;
  const group = script === 'Hans' || script === 'Hant' ? 'Hani' : script;
  byScript.set(group, [...(byScript.get(group) ?? []), language]);
}
// Short Japanese may be all ideographs, though it seldom is.
const KANJI_ONLY = 2;
byScript.get('Hani')?.push(...(byScript.get('Jpan') ?? []));

/** A candidate by its number, and a feature's weight or evidence for it, in nats. */
interface Weighed {
  readonly candidate: number;
  readonly nats: number;
}
/** Feature → its evidence for each candidate that has it. */
type Evidence = ReadonlyMap<string, readonly Weighed[]>;

function parse(profiles: readonly string[]): Map<string, Weighed[]> {
  const weights = new Map<string, Weighed[]>();
  profiles.forEach((profile, candidate) => {
    for (const entry of profile.split('\n')) {
      const feature = entry.slice(0, -1);
      const weight = { candidate, nats: parseInt(entry.slice(-1), 36) / WEIGHTS_PER_NAT };
      const others = weights.get(feature);
      if (others === undefined) weights.set(feature, [weight]);
      else others.push(weight);
    }
  });
  return weights;
}

/**
 * How much more a feature with these weights speaks for candidates that have it than for those that lack it.
 */
function gains(feature: string, weights: readonly Weighed[]): Weighed[] {
  const least = Math.min(...weights.map(({ nats }) => nats));
  const gain = isStrong(feature)
    ? (weight: number) => STRONG * (UNSEEN - least - HOW_OFTEN * (weight - least))
    : (weight: number) => UNSEEN - weight;
  return weights.map(({ candidate, nats }) => ({ candidate, nats: gain(nats) }));
}

function evidenceOf(profiles: readonly string[]): Evidence {
  return new Map(
    [...parse(profiles)].map(([feature, weights]) => [feature, gains(feature, weights)]),
  );
}

/** The evidence for each candidate, summed over the features; one that no candidate has counts nothing. */
function total(found: readonly string[], evidence: Evidence, candidates: number): number[] {
  const totals = Array.from({ length: candidates }, () => 0);
  for (const feature of found) {
    for (const { candidate, nats } of evidence.get(feature) ?? []) {
      totals[candidate] = (totals[candidate] ?? 0) + nats;
    }
  }
  return totals;
}

/** Softmax. */
function toShares(logits: readonly number[], temperature: number): number[] {
  const highest = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp((logit - highest) / temperature));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

/** The script alone, which decides for a third of the languages and none of the rest. */
export const detectByScript: Detector = (text) => {
  const writing = dominantScript(prose(text.slice(0, SAMPLE)));
  const candidates = byScript.get(writing?.script ?? '') ?? [];
  const [language] = candidates;
  return language !== undefined && writing !== undefined && candidates.length === 1
    ? [{ language, confidence: writing.share }]
    : [];
};

/** Naive Bayes over the features, among the languages of the text's script. */
export function createDetector(profiles: Profiles): Detector {
  const parsed = new Map<string, Evidence>();
  const evidenceIn = (script: string, candidates: readonly Language[]): Evidence => {
    const evidence =
      parsed.get(script) ?? evidenceOf(candidates.map(({ code }) => profiles[code] ?? ''));
    parsed.set(script, evidence);
    return evidence;
  };

  return (text) => {
    const sample = prose(text.slice(0, SAMPLE));
    const writing = dominantScript(sample);
    if (writing === undefined) return [];
    const candidates = byScript.get(writing.script) ?? [];
    const evidence = evidenceIn(writing.script, candidates);
    // What is Latin in another script is a name or a term, in no language of that script.
    const own = writing.script === 'Latn' ? sample : sample.replace(/\p{Script=Latin}+/gu, ' ');
    const found = [...features(own)];
    const totals = total(found, evidence, candidates.length);
    const logits = candidates.map((language, i) => {
      const inKanjiOnly = language.script === 'Jpan' && writing.script === 'Hani' ? KANJI_ONLY : 0;
      return prior(language.code) - inKanjiOnly + INDEPENDENCE * (totals[i] ?? 0);
    });
    return toShares(logits, temperature(found.length))
      .map((share, i) => ({ language: candidates[i], confidence: share * writing.share }))
      .filter((one): one is Detection => one.language !== undefined && one.confidence >= LEAST)
      .sort((a, b) => b.confidence - a.confidence);
  };
}

let loading: Promise<Detector> | undefined;

/** The detector with its profiles, which are fetched when they are first needed. */
export function loadDetector(): Promise<Detector> {
  loading ??= import('./profiles.json').then(({ default: profiles }) => createDetector(profiles));
  return loading;
}
