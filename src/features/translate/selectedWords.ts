import type { TranslationSegment } from '../../core/translation/types';

/** What a new term begins with. */
export interface SelectedWords {
  readonly source: string;
  readonly target: string;
}

/** The words that are selected in the source or the translation of a sentence. */
export function selectedWords({
  source,
  target,
}: Pick<TranslationSegment, 'source' | 'target'>): SelectedWords {
  const field = document.querySelector<HTMLTextAreaElement>('textarea[data-source]');
  const inField = field?.value.slice(field.selectionStart, field.selectionEnd) ?? '';
  const all = [getSelection()?.toString() ?? '', inField].map((text) => text.trim());
  const within = (text: string) => all.find((one) => one !== '' && text.includes(one)) ?? '';
  return { source: within(source), target: within(target) };
}
