import { SendHorizontal, Square } from 'lucide-react';
import { useRef, useState, type RefObject } from 'react';
import { useStore } from 'zustand';
import { wishPresets, type WishPreset } from '../../../core/prompts';
import { findLanguage } from '../../../core/languages';
import type { RefineTurn, WishKind } from '../../../core/translation/refine';
import type { Subject } from '../../../state/translate/dialogues';
import { Button, IconButton } from '../../../ui/Button';
import { errorText } from '../../../ui/errorText';
import { useTranslation } from '../../../ui/i18n/useTranslation';
import { Notice } from '../../../ui/Notice';
import { useTranslateStore } from '../store';
import { DiffText } from './DiffText';

interface RefineDialogueProps {
  readonly subject: Subject;
  /** Puts an answer in the place of the translation. */
  readonly onTake: (answer: string) => void;
}

const none: readonly RefineTurn[] = [];

/** A dialogue about a translation: wishes, what the model makes of them, and whether that is taken. */
export function RefineDialogue({ subject, onTake }: RefineDialogueProps) {
  const { t } = useTranslation('refine');
  const { dialogues: store } = useTranslateStore().tools;
  const { id } = subject;
  const turns = useStore(store, ({ dialogues }) => dialogues.get(id)?.turns ?? none);
  const { ask, stop } = store.getState();
  const field = useRef<HTMLTextAreaElement>(null);
  const isRunning = turns.some(({ state }) => state === 'running');
  return (
    <section aria-label={t('dialogue')} className="flex flex-col gap-3">
      {turns.length > 0 && (
        <ol aria-live="polite" className="flex flex-col gap-3">
          {turns.map((turn) => (
            <Turn key={turn.id} {...{ turn, subject, onTake }} />
          ))}
        </ol>
      )}
      <Composer
        field={field}
        isRunning={isRunning}
        onSend={(wish, kind) => void ask(subject, wish, kind)}
        onStop={() => stop(id)}
      />
    </section>
  );
}

interface TurnProps extends RefineDialogueProps {
  readonly turn: RefineTurn;
}

function Turn({ turn, subject, onTake }: TurnProps) {
  const { t } = useTranslation('refine');
  const { dialogues: store } = useTranslateStore().tools;
  const { leave, retry } = store.getState();
  const { id, wish, answer, state, kind } = turn;
  const language = findLanguage(subject.to);
  const isTaken = answer !== '' && answer === subject.target;
  const isNew = kind === 'change' && state === 'done' && !isTaken;
  const isBroken = state === 'failed' || state === 'stopped';
  return (
    // What is pressed in it may go, and the focus stays here.
    <li tabIndex={-1} className="flex flex-col gap-1.5 outline-none">
      <p dir="auto" className="self-start rounded-control bg-sunk px-3 py-1.5 break-words">
        {wish}
      </p>
      {state === 'withheld' && <Notice look="info">{t('unknown')}</Notice>}
      {isNew ? (
        <DiffText before={subject.target} after={answer} language={language} />
      ) : (
        <p
          lang={kind === 'change' ? language?.tag : undefined}
          dir={kind === 'change' ? language?.direction : 'auto'}
          className="break-words whitespace-pre-wrap"
        >
          {answer}
          {state === 'running' && answer === '' && (
            <span className="text-soft">{t('working')}</span>
          )}
        </p>
      )}
      <Failure turn={turn} subject={subject} />
      <div className="flex flex-wrap items-center gap-1.5">
        {isNew && <Button onClick={() => onTake(answer)}>{t('take')}</Button>}
        {isTaken && kind === 'change' && <span className="text-small text-soft">{t('taken')}</span>}
        {state === 'stopped' && <span className="text-small text-soft">{t('stopped')}</span>}
        {isBroken && <Button onClick={() => void retry(subject, id)}>{t('again')}</Button>}
        {state !== 'running' && !isTaken && (
          <Button look="quiet" onClick={() => leave(subject.id, id)}>
            {t('leave')}
          </Button>
        )}
      </div>
    </li>
  );
}

function Failure({ turn, subject }: Pick<TurnProps, 'turn' | 'subject'>) {
  const { t } = useTranslation();
  const { dialogues: store } = useTranslateStore().tools;
  const failure = useStore(store, ({ failures }) => failures.get(subject.id));
  if (failure?.turn !== turn.id) return null;
  return <Notice look="bad">{errorText(t, failure.error)}</Notice>;
}

interface ComposerProps {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly isRunning: boolean;
  readonly onSend: (wish: string, kind: WishKind) => void;
  readonly onStop: () => void;
}

function Composer({ field, isRunning, onSend, onStop }: ComposerProps) {
  const { t, i18n } = useTranslation('refine');
  const [wish, setWish] = useState('');
  const [question, setQuestion] = useState('');
  const wording = i18n.language.startsWith('zh') ? 'zh' : 'en';
  const send = () => {
    if (wish.trim() === '') return;
    onSend(wish, wish === question ? 'question' : 'change');
    setWish('');
  };
  const choose = ({ text, kind }: WishPreset) => {
    const chosen = text[wording];
    const gap = chosen.indexOf('…');
    if (gap === -1) {
      onSend(chosen, kind);
      return;
    }
    setWish(chosen);
    if (kind === 'question') setQuestion(chosen);
    // The user is to say more: the place where is selected once the text stands in the field.
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(gap, gap + 1);
    });
  };
  return (
    <div className="flex flex-col gap-2">
      <div role="group" aria-label={t('presets')} className="flex flex-wrap gap-1.5">
        {wishPresets.map((preset) => (
          <button
            key={preset.name}
            type="button"
            // A disabled one would lose the focus.
            aria-disabled={isRunning}
            onClick={() => !isRunning && choose(preset)}
            className="min-h-8 rounded-full border border-line px-3 text-small text-soft hover:bg-sunk hover:text-ink aria-disabled:opacity-50 pointer-coarse:min-h-11"
          >
            {t(`preset.${preset.name}`)}
          </button>
        ))}
      </div>
      <div className="flex items-end gap-1.5 rounded-control border border-line bg-raised ps-3 focus-within:border-seal">
        <textarea
          ref={field}
          aria-label={t('wish')}
          placeholder={t('wish')}
          value={wish}
          rows={1}
          dir="auto"
          onChange={(event) => setWish(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            // The whole page translates at the same key with Ctrl.
            event.stopPropagation();
            send();
          }}
          className="field-sizing-content max-h-32 min-h-9 min-w-0 grow resize-none bg-transparent py-2 outline-none pointer-coarse:min-h-11"
        />
        {isRunning ? (
          <IconButton label={t('stop')} onClick={onStop}>
            <Square size={16} aria-hidden />
          </IconButton>
        ) : (
          <IconButton label={t('send')} onClick={send} disabled={wish.trim() === ''}>
            <SendHorizontal size={16} aria-hidden className="rtl:-scale-x-100" />
          </IconButton>
        )}
      </div>
    </div>
  );
}
