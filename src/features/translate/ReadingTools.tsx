import { useState, type RefObject } from 'react';
import { findLanguage } from '../../core/languages';
import { readSource } from '../../core/translation/read';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { DictateButton } from '../../ui/speech/DictateButton';
import { SpeakButton } from '../../ui/speech/SpeakButton';
import { LatinButton } from './Latin';
import { lit } from './lit';
import { useTranslate, useTranslateStore } from './store';

interface SpeakProps {
  readonly side: 'source' | 'target';
  /** FLORES code. */
  readonly code: string | undefined;
  readonly disabled: boolean;
}

function Speak({ side, code, disabled }: SpeakProps) {
  const { t } = useTranslation('languages');
  const store = useTranslateStore();
  const sentences = () => {
    const { translation, source } = store.getState();
    const isSplit = side === 'target' || readSource(translation) === source;
    return isSplit ? translation.segments.map((segment) => segment[side]) : [source];
  };
  return (
    <SpeakButton
      label={t('listen')}
      stopLabel={t('stopListening')}
      tag={findLanguage(code ?? '')?.tag}
      sentences={sentences}
      disabled={disabled}
      onSentence={(index) => {
        const { segments } = store.getState().translation;
        lit.setState({ id: segments[index ?? -1]?.id });
      }}
    />
  );
}

/** Languages that put no space between what was written and what was said. */
const unspaced = new Set(['Hans', 'Hant', 'Jpan', 'Thai', 'Laoo', 'Khmr', 'Mymr']);

/** What can be done with the source besides translating it. */
export function SourceReading({ field }: { readonly field: RefObject<HTMLElement | null> }) {
  const { t } = useTranslation('languages');
  const store = useTranslateStore();
  const code = useTranslate(({ from, detected }) => from ?? detected);
  const isEmpty = useTranslate(({ source }) => source === '');
  const [failed, setFailed] = useState(false);
  const language = findLanguage(code ?? '');

  const onStart = () => {
    setFailed(false);
    const { source, setSource } = store.getState();
    const ends = source === '' || /\s$/.test(source) || unspaced.has(language?.script ?? '');
    field.current?.focus();
    return (spoken: string) => setSource(source + (ends ? '' : ' ') + spoken.trimStart());
  };
  return (
    <>
      <DictateButton
        label={t('dictate')}
        stopLabel={t('stopDictating')}
        tag={language?.tag}
        onStart={onStart}
        onFailure={() => setFailed(true)}
      />
      {!isEmpty && <Speak side="source" code={code} disabled={false} />}
      {!isEmpty && <LatinButton language={language} />}
      <span role="status" className="px-1 text-small text-bad empty:hidden">
        {failed && t('dictationFailed')}
      </span>
    </>
  );
}

/** Likewise of the translation. */
export function TargetReading() {
  const isEmpty = useTranslate(({ translation: { segments } }) =>
    segments.every(({ target }) => target === ''),
  );
  const to = useTranslate((state) => state.to);
  return (
    <>
      <Speak side="target" code={to} disabled={isEmpty} />
      {!isEmpty && <LatinButton language={findLanguage(to)} />}
    </>
  );
}
