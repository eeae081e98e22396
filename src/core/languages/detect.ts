import { features } from './features';
import { dominantScript } from './scripts';
import { languages, type Language } from './table';

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
/** A whole word, and a letter or an ideograph, tell as much as so many of the other features. */
const STRONG = 6;
const isStrong = (feature: string): boolean =>
  feature.length === 1 || (feature.startsWith(' ') && feature.endsWith(' '));
/** Neighbouring features tell the same thing several times over. */
const INDEPENDENCE = 0.1;
const SAMPLE = 2000;
const LEAST = 0.01;

// Short texts fit many languages: the widely written ones are likelier. By how much of the web, and
// of what is translated, is in a language; in nats.
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

function parse(profile: string): Map<string, number> {
  return new Map(
    profile
      .split('\n')
      .map((entry) => [entry.slice(0, -1), parseInt(entry.slice(-1), 36) / WEIGHTS_PER_NAT]),
  );
}

/** Softmax. */
function toShares(logits: readonly number[]): number[] {
  const highest = Math.max(...logits);
  const weights = logits.map((logit) => Math.exp(logit - highest));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((weight) => weight / sum);
}

/** The script alone, which decides for a third of the languages and none of the rest. */
export const detectByScript: Detector = (text) => {
  const writing = dominantScript(text.slice(0, SAMPLE));
  const candidates = byScript.get(writing?.script ?? '') ?? [];
  const [language] = candidates;
  return language !== undefined && writing !== undefined && candidates.length === 1
    ? [{ language, confidence: writing.share }]
    : [];
};

/** Naive Bayes over the features, among the languages of the text's script. */
export function createDetector(profiles: Profiles): Detector {
  const parsed = new Map<string, Map<string, number>>();
  const profileOf = (code: string): Map<string, number> => {
    let profile = parsed.get(code);
    if (profile === undefined) {
      profile = parse(profiles[code] ?? '');
      parsed.set(code, profile);
    }
    return profile;
  };

  return (text) => {
    const sample = text.slice(0, SAMPLE);
    const writing = dominantScript(sample);
    if (writing === undefined) return [];
    const candidates = byScript.get(writing.script) ?? [];
    const found = [...features(sample)];
    const logits = candidates.map((language) => {
      const profile = profileOf(language.code);
      const cost = found.reduce(
        (sum, feature) => sum + (profile.get(feature) ?? UNSEEN) * (isStrong(feature) ? STRONG : 1),
        0,
      );
      const inKanjiOnly = language.script === 'Jpan' && writing.script === 'Hani' ? KANJI_ONLY : 0;
      return prior(language.code) - inKanjiOnly - INDEPENDENCE * cost;
    });
    return toShares(logits)
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
