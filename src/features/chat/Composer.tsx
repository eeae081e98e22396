import { ArrowUp, Square } from 'lucide-react';
import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Button } from '../../ui/Button';
import { useGrowingField } from '../../ui/growingField';
import { usePick, useSelect } from '../stores';

export function Composer() {
  const { t } = useTranslation();
  const { draft, setDraft, send, stop } = usePick('chat', 'draft', 'setDraft', 'send', 'stop');
  const busy = useSelect('chat', ({ phase }) => phase === 'waiting' || phase === 'running');
  const usable = useSelect('engine', ({ gpu }) => gpu?.ok !== false);
  const field = useRef<HTMLTextAreaElement>(null);
  useGrowingField(field, draft);
  const sendable = usable && !busy && draft.trim() !== '';

  const submit = () => {
    if (!sendable) return;
    void send(draft);
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      submit();
    }
    if (event.key === 'Escape' && busy) stop();
  };
  return (
    <form
      className="mx-auto w-full max-w-[46rem] shrink-0 px-3 pb-3 sm:px-5 sm:pb-5"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div className="flex items-end gap-2 rounded-page border border-line bg-raised p-1.5 focus-within:border-soft">
        <textarea
          ref={field}
          aria-label={t('chat.message')}
          placeholder={t('chat.messagePlaceholder')}
          rows={1}
          // An empty field has the placeholder, which is the interface’s.
          dir={draft === '' ? undefined : 'auto'}
          autoFocus
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={onKeyDown}
          className="field-sizing-content max-h-[33dvh] min-h-9 min-w-0 grow resize-none bg-transparent px-2.5 py-1.5 text-base/6 outline-none pointer-coarse:min-h-11 pointer-coarse:py-2.5"
        />
        {busy ? (
          <Button onClick={stop} icon={<Square size={12} fill="currentColor" aria-hidden />}>
            {t('chat.stop')}
          </Button>
        ) : (
          <Button
            look="seal"
            type="submit"
            disabled={!sendable}
            icon={<ArrowUp size={16} aria-hidden />}
          >
            {t('chat.send')}
          </Button>
        )}
      </div>
    </form>
  );
}
