import { memo, useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { findLanguage } from '../../core/languages';
import { needsTranslation } from '../../core/translation/match';
import { shownSegments, targetGap } from '../../core/translation/read';
import type { TranslateState } from '../../state/translate';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Caret } from '../../ui/Caret';
import { editing } from './cardState';
import { lit } from './lit';
import { reasonsOf } from '../../ui/reasons';
import { useTranslate, useTranslateStore } from './store';

const isSentence = '[data-segment]';

function sentenceOf(target: EventTarget): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>(isSentence) : null;
}

/** The translation, sentence by sentence; of these only those are drawn again that changed. */
export function TargetText() {
  const root = useRef<HTMLSpanElement>(null);
  const ids = useTranslate(
    useShallow(({ translation: { segments } }) =>
      segments.slice(0, shownSegments(segments)).map(({ id }) => id),
    ),
  );
  const lead = useTranslate(({ translation }) => translation.lead);
  const end = useTranslate(writtenTo);
  const { select } = useTranslateStore().getState();
  useLitSentence(root);
  useEffect(() => {
    // One of them is where the tab key leads; which, only the focus changes.
    const sentences = root.current;
    if (sentences?.querySelector(`${isSentence}[tabindex="0"]`) !== null) return;
    sentences.querySelector<HTMLElement>(isSentence)?.setAttribute('tabindex', '0');
  }, [ids]);

  const light = (event: PointerEvent) =>
    lit.setState({ id: sentenceOf(event.target)?.dataset['segment'], by: 'target' });
  return (
    <span
      ref={root}
      onPointerOver={light}
      onPointerLeave={() => lit.setState({ id: undefined })}
      onFocus={({ target }) => {
        root.current?.querySelector(`${isSentence}[tabindex="0"]`)?.setAttribute('tabindex', '-1');
        target.setAttribute('tabindex', '0');
        lit.setState({ id: target.dataset['segment'], by: 'target' });
      }}
      onBlur={() => lit.setState({ id: undefined })}
      onClick={({ target }) => {
        const id = sentenceOf(target)?.dataset['segment'];
        // Whoever marks text wants to copy it.
        if (id !== undefined && getSelection()?.isCollapsed !== false) select(id);
      }}
      onKeyDown={(event) => onKey(event, select)}
    >
      {ids.length > 0 && lead}
      {end === -1 && <Caret />}
      {ids.map((id, index) => (
        <TargetSegment
          key={id}
          index={index}
          isLast={index === ids.length - 1}
          isWritten={index === end}
        />
      ))}
    </span>
  );
}

/** The last sentence that a running translation has come to, -1 before the first; undefined where none runs. */
function writtenTo({ phase, translation, to }: TranslateState): number | undefined {
  if (phase !== 'running') return undefined;
  const { segments } = translation;
  const next = segments.findIndex((segment) => needsTranslation(segment, to));
  if (next === -1) return segments.length - 1;
  return segments[next]?.state === 'running' ? next : next - 1;
}

/** Arrows lead from sentence to sentence, in the direction of the text. */
function onKey(event: KeyboardEvent<HTMLElement>, select: (id: string) => void) {
  const sentence = sentenceOf(event.target);
  const id = sentence?.dataset['segment'];
  if (sentence === null || id === undefined) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isLeftward = getComputedStyle(event.currentTarget).direction === 'rtl';
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>(isSentence)];
  const at = all.indexOf(sentence);
  const next = {
    ArrowDown: 1,
    ArrowUp: -1,
    ArrowRight: isLeftward ? -1 : 1,
    ArrowLeft: isLeftward ? 1 : -1,
  };
  const { key } = event;
  if (key in next) all[at + next[key as keyof typeof next]]?.focus();
  else if (key === 'Home') all[0]?.focus();
  else if (key === 'End') all.at(-1)?.focus();
  else if (key === 'Enter' || key === ' ') select(id);
  else if (key === 'F2' || key === 'e' || key === 'E') {
    editing.setState({ id });
    select(id);
  } else return;
  event.preventDefault();
}

/** Outside React, so that a pointer on its way draws nothing again. */
function useLitSentence(root: { readonly current: HTMLElement | null }) {
  useEffect(
    () =>
      lit.subscribe(({ id }) => {
        for (const old of root.current?.querySelectorAll('[data-lit]') ?? []) {
          old.removeAttribute('data-lit');
        }
        if (id === undefined) return;
        const sentence = root.current?.querySelector(`[data-segment="${CSS.escape(id)}"]`);
        sentence?.setAttribute('data-lit', '');
      }),
    [root],
  );
}

interface TargetSegmentProps {
  readonly index: number;
  readonly isLast: boolean;
  readonly isWritten: boolean;
}

const TargetSegment = memo(function TargetSegment({
  index,
  isLast,
  isWritten,
}: TargetSegmentProps) {
  const { t } = useTranslation('workspace');
  const { t: check } = useTranslation('checks');
  const segment = useTranslate(({ translation }) => translation.segments[index]);
  const to = useTranslate((state) => state.to);
  const selected = useTranslate((state) => state.selected === segment?.id);
  const isEnd = useTranslate(({ translation }) => index === translation.segments.length - 1);
  if (segment === undefined) return null;
  const { id, target, state, language } = segment;
  const foreign = language !== to ? findLanguage(language) : undefined;
  const reasons = reasonsOf(check, segment);
  const mark = reasons && t('marked', { reasons });
  return (
    <>
      {target !== '' && (
        <span
          role="button"
          tabIndex={-1}
          data-segment={id}
          lang={foreign?.tag}
          dir={foreign?.direction}
          aria-haspopup="dialog"
          aria-expanded={selected}
          aria-description={mark}
          className={`cursor-pointer rounded-sm data-lit:bg-aligned forced-colors:data-lit:outline ${selected ? 'bg-aligned forced-colors:outline-2' : ''} ${state === 'outdated' ? 'text-soft' : ''} ${mark === undefined ? '' : 'underline decoration-warn decoration-dotted decoration-2 underline-offset-4'}`}
        >
          {target}
        </span>
      )}
      {isWritten && (
        <span data-end>
          <Caret />
        </span>
      )}
      {(!isLast || isEnd) && targetGap(segment, isEnd, to)}
    </>
  );
});
