import { findLanguage } from '../core/languages';
import { readDraft, type TranslatePorts } from '../state/translate';
import type { KeyValue } from '../storage/keyValue';

interface Asked {
  /** From the page's address: from, to, text. */
  readonly query: URLSearchParams;
  readonly session: KeyValue;
  /** `navigator.languages` */
  readonly wanted: readonly string[];
}

/** What the user has chosen before. */
interface Choices {
  readonly interfaceLanguage: string;
  readonly recentTargets: readonly string[];
}

/**
 * The address comes first, then what this tab had before a reload, then the user's recent choices. A target
 * that is the source would be an echo.
 */
export function initialTranslation(
  { query, session, wanted }: Asked,
  choices: Choices,
): TranslatePorts['initial'] {
  const draft = readDraft(session);
  const code = (name: string) => findLanguage(query.get(name) ?? '')?.code;
  const addressed = ['from', 'to', 'text'].some((name) => query.has(name));
  // An address without a source asks to detect it.
  const from = addressed ? code('from') : draft.from;
  const wished = code('to') ?? draft.to ?? choices.recentTargets[0];
  const chosen = wished === from ? undefined : wished;
  return {
    ...(from !== undefined && { from }),
    to:
      chosen ??
      otherTarget(from ?? findLanguage(choices.interfaceLanguage)?.code ?? '', wanted, choices),
    guessed: chosen === undefined,
    text: query.get('text') ?? draft.source,
  };
}

/** The user's recent targets, the own language, that of the interface, English, Chinese: the first that is not `than`. */
export function otherTarget(
  than: string,
  wanted: readonly string[],
  { interfaceLanguage, recentTargets }: Choices,
): string {
  const own = [wanted[0] ?? '', interfaceLanguage].flatMap((tag) => findLanguage(tag)?.code ?? []);
  const proposed = [...recentTargets, ...own, 'eng', 'zho_simpl'];
  return proposed.find((code) => code !== than) ?? 'eng';
}
