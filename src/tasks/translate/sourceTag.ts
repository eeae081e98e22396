import { loadDetector } from '../../core/languages/detect';

/** Below this a guess would mislead more often than help. */
const SURE_ENOUGH = 0.6;

/**
 * BCP-47 tag of the language that a text is written in, by which its sentences are found; undefined where
 * it is not clear enough.
 */
export async function detectTag(text: string): Promise<string | undefined> {
  // Without the detector, offline, a text is still cut, a little worse.
  const detect = await loadDetector().catch(() => undefined);
  const [best] = detect?.(text) ?? [];
  return best !== undefined && best.confidence >= SURE_ENOUGH ? best.language.tag : undefined;
}
