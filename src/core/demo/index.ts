import type { JudgedConfidence } from '../confidence';
import { findLanguage } from '../languages';
import knowledge from './knowledge.json' with { type: 'json' };

const examples: Readonly<Record<string, readonly string[]>> = knowledge.examples;
const refusals: Readonly<Record<string, string>> = knowledge.refusals;

/**
 * Texts that the demo translates into every language it has phrases in, most common first.
 *
 * @param language FLORES code or BCP-47 tag; English stands in for one that the demo has no phrases in.
 */
export function demoExamples(language: string): {
  readonly tag: string;
  readonly texts: readonly string[];
} {
  const tag = findLanguage(language)?.tag ?? '';
  const texts = examples[tag];
  return texts === undefined ? { tag: 'en', texts: examples['en'] ?? [] } : { tag, texts };
}

const refused: ReadonlySet<string> = new Set(Object.values(refusals));

/** What the demo wrote, and how sure it was. */
interface DemoAnswer {
  readonly text: string;
  readonly confidence: JudgedConfidence | undefined;
}

/** Whether the demo knows its answer: it neither said, in any language, that it does not, nor was unsure. */
export function demoKnows({ text, confidence }: DemoAnswer): boolean {
  return !refused.has(text.trim()) && confidence?.trusted !== false;
}

/**
 * The demo's answer in a chat, or, where it was unsure, that it does not know.
 *
 * @param language FLORES code or BCP-47 tag, to say that in; English stands in for one that it cannot say it in.
 */
export function demoReply({ text, confidence }: DemoAnswer, language: string): string {
  if (confidence?.trusted !== false) return text;
  return refusals[findLanguage(language)?.tag ?? ''] ?? refusals['en'] ?? text;
}
