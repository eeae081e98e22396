import { lazy, memo, Suspense, type ReactNode } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import type { StoredMessage } from '../../state/chat';
import { Caret } from '../../ui/Caret';
import { CopyButton } from '../../ui/CopyButton';
import { ErrorBoundary } from '../../ui/ErrorBoundary';
import { Lines } from './Lines';

const Markdown = lazy(() => import('./markdown/Markdown'));

interface MessageProps {
  readonly message: StoredMessage;
  /** More text is coming. */
  readonly streaming: boolean;
}

/** Turns differ by tone: the user's are on sunk paper, the answers on the page itself. */
export const Message = memo(function Message({ message, streaming }: MessageProps) {
  const { t } = useTranslation();
  const { role, text, end } = message;
  const own = role === 'user';
  return (
    <article
      aria-label={own ? t('chat.you') : t('app.name')}
      className={`group relative rounded-page py-2.5 ps-4 pe-12 ${own ? 'mt-3 bg-sunk first:mt-0 forced-colors:border' : ''}`}
    >
      <div className="reading">
        {own ? <Lines text={text} /> : <Answer text={text}>{streaming && <Caret />}</Answer>}
      </div>
      {end !== undefined && (
        <p className="pt-1 text-small text-soft">
          {end === 'stopped' ? t('chat.stopped') : t('chat.cut')}
        </p>
      )}
      {!streaming && (
        <div className="absolute end-1.5 top-1.5 rounded-control opacity-0 transition-opacity group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
          <CopyButton compact text={text} label={t('chat.copy')} doneLabel={t('chat.copied')} />
        </div>
      )}
    </article>
  );
});

/** Any sign of Markdown. Most answers have none, and need no parser. */
const markup = /[*_`#>|[\]~\\$<&@]|:\/\/|www\.|^[ \t]*(?:(?:[-+]|\d+[.)])\s|-{2,}|=+$)/im;

interface AnswerProps {
  readonly text: string;
  /** What follows the last letter. */
  readonly children: ReactNode;
}

function Answer({ text, children }: AnswerProps) {
  const plain = <Lines text={text}>{children}</Lines>;
  if (!markup.test(text)) return plain;
  return (
    <ErrorBoundary fallback={plain}>
      <Suspense fallback={plain}>
        <Markdown text={text} />
        {children}
      </Suspense>
    </ErrorBoundary>
  );
}
