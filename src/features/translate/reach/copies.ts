import { findLanguage } from '../../../core/languages';
import { translationLink } from '../../../core/link';
import { siteBase } from '../../../core/site';
import {
  rowsOf,
  toHtmlTable,
  toMarkdownTable,
  toTsv,
  type Column,
  type Columns,
} from '../../../core/translation/export';
import { readTarget } from '../../../core/translation/read';
import type { TranslateState } from '../../../state/translate';
import { languageName } from '../../../ui/i18n/languageNames';
import { saveFile } from '../../../ui/saveFile';
import { say, type Note } from './notes';

type State = Pick<TranslateState, 'from' | 'detected' | 'to' | 'source' | 'translation'>;

/** The two languages, as the heads of a table. */
export function columnsOf({ from, detected, to }: State, locale: string): Columns {
  const column = (code: string | undefined): Column => {
    const language = findLanguage(code ?? '');
    if (language === undefined) return { name: '' };
    const { tag, direction } = language;
    return { name: languageName(language, locale), tag, direction };
  };
  return [column(from ?? detected), column(to)];
}

async function copy(write: () => Promise<void>, done: Note = { kind: 'copied' }): Promise<void> {
  try {
    await write();
    say(done);
  } catch {
    say({ kind: 'refused' });
  }
}

export function copyText({ translation, to }: State): Promise<void> {
  return copy(() => navigator.clipboard.writeText(readTarget(translation, to)));
}

/** As a table for programs that take one, and as tab-separated values for the others. */
export function copyTable(state: State, locale: string): Promise<void> {
  const rows = rowsOf(state.translation);
  const columns = columnsOf(state, locale);
  const blob = (type: string, text: string) => new Blob([text], { type });
  const item = new ClipboardItem({
    'text/html': blob('text/html', toHtmlTable(rows, columns)),
    'text/plain': blob('text/plain', toTsv(rows, columns)),
  });
  return copy(() => navigator.clipboard.write([item]));
}

export function copyMarkdown(state: State, locale: string): Promise<void> {
  const table = toMarkdownTable(rowsOf(state.translation), columnsOf(state, locale));
  return copy(() => navigator.clipboard.writeText(table));
}

export async function copyLink({ from, to, source }: State): Promise<void> {
  const link = translationLink(siteBase(location.href), {
    ...{ from: findLanguage(from ?? '')?.tag, to: findLanguage(to)?.tag ?? '', text: source },
  });
  if (link === undefined) say({ kind: 'linkTooLong' });
  else await copy(() => navigator.clipboard.writeText(link), { kind: 'linkCopied' });
}

export function download({ translation, to }: State): void {
  const text = new Blob([readTarget(translation, to)], { type: 'text/plain' });
  saveFile(text, `translation-${findLanguage(to)?.tag ?? ''}.txt`);
}
