import { ArrowDown } from 'lucide-react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { IconButton } from '../../ui/Button';
import { Caret } from '../../ui/Caret';
import { ErrorBoundary } from '../../ui/ErrorBoundary';
import { errorText } from '../../ui/errorText';
import { FailureAction } from '../../ui/FailureAction';
import { Notice } from '../../ui/Notice';
import { usePick, useSelect } from '../stores';
import { Message } from './Message';
import { Welcome } from './Welcome';
import { useFollowEnd } from './useFollowEnd';

export function Conversation() {
  const { t } = useTranslation();
  const { id, messages, phase } = usePick('chat', 'id', 'messages', 'phase');
  const { scroller, content, atEnd, toEnd } = useFollowEnd(id);
  const last = messages.at(-1);
  const busy = phase === 'waiting' || phase === 'running';
  return (
    <div className="relative min-h-0 grow">
      <div ref={scroller} className="h-full overflow-y-auto overscroll-contain">
        <div ref={content} className="mx-auto flex min-h-full max-w-[46rem] flex-col px-3 sm:px-5">
          {messages.length === 0 && <Welcome />}
          <div
            role="log"
            aria-label={t('chat.conversation')}
            aria-busy={busy}
            className="flex flex-col gap-1 py-4 empty:hidden"
          >
            {messages.map((message) => (
              // One broken message must not take the others with it.
              <ErrorBoundary key={message.id} fallback={<p className="reading">{message.text}</p>}>
                <Message
                  message={message}
                  streaming={
                    phase === 'running' && message === last && message.role === 'assistant'
                  }
                />
              </ErrorBoundary>
            ))}
          </div>
          {busy && last?.role === 'user' && <Waiting />}
          <Notes />
          <Failure />
        </div>
      </div>
      {!atEnd && (
        <IconButton
          label={t('chat.toEnd')}
          onClick={toEnd}
          className="absolute inset-x-0 bottom-2 mx-auto rounded-full border border-line bg-raised"
        >
          <ArrowDown size={16} aria-hidden />
        </IconButton>
      )}
    </div>
  );
}

/** Shown before the first word: a caret in its place, or a note that the model is still loading. */
function Waiting() {
  const { t } = useTranslation();
  const loading = useSelect('engine', ({ status }) => status.kind === 'loading');
  return <p className="reading px-4 pb-4 text-soft">{loading ? t('chat.loading') : <Caret />}</p>;
}

/** What the model did not see, and what is not kept. */
function Notes() {
  const { t } = useTranslation();
  const { forgot, damaged, notKept, messages } = usePick(
    'chat',
    'forgot',
    'damaged',
    'notKept',
    'messages',
  );
  return (
    <div role="status" className="px-3 pb-4 text-small text-soft empty:hidden">
      {forgot && <p>{t('chat.forgotten')}</p>}
      {damaged && <p>{t('chat.damaged')}</p>}
      {notKept !== undefined && messages.length > 0 && <p>{t(`chat.${notKept}`)}</p>}
    </div>
  );
}

function Failure() {
  const { t } = useTranslation();
  const { error, retry } = usePick('chat', 'error', 'retry');
  if (error === undefined) return null;
  return (
    <div className="pb-4">
      <Notice look="bad" action={<FailureAction error={error} onRetry={() => void retry()} />}>
        {error.code === 'input-too-long' ? t('chat.tooLong') : errorText(t, error)}
        {t('app.betweenSentences')}
        <span className="text-soft">{t('errors.kept')}</span>
      </Notice>
    </div>
  );
}
