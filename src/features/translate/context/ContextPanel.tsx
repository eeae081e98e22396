import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { getModel } from '../../../core/catalog';
import { instructionExamples } from '../../../core/prompts';
import { setTimer } from '../../../core/timer';
import {
  isUsual,
  maxInstructionLength,
  noContext,
  registers,
  wordings,
} from '../../../state/translate/context';
import { Button } from '../../../ui/Button';
import { ChoiceGroup } from '../../../ui/ChoiceGroup';
import { useTranslation } from '../../../ui/i18n/useTranslation';
import { Notice } from '../../../ui/Notice';
import { useSelect } from '../../stores';
import { useTranslateStore } from '../store';
import { Foldable } from './Foldable';

/** What a model is told beside the sentence and the target. */
export function ContextPanel() {
  const { t } = useTranslation('refine');
  const { context: store } = useTranslateStore().tools;
  const context = useStore(store);
  const { choose, neighbours, register, wording } = context;
  const isDemo = getModel(useSelect('engine', ({ modelId }) => modelId)).family === 'demo';
  return (
    <Foldable title={t('context.title')} note={isUsual(context) ? undefined : t('context.active')}>
      <div className="flex flex-col gap-4">
        {isDemo ? (
          <Notice look="warn">{t('context.demo')}</Notice>
        ) : (
          <p className="max-w-[80ch] text-soft">{t('context.note')}</p>
        )}
        <label className="flex min-h-9 items-center gap-2.5 pointer-coarse:min-h-11">
          <input
            type="checkbox"
            checked={neighbours}
            onChange={(event) => choose({ neighbours: event.target.checked })}
            className="size-4 shrink-0"
          />
          <span>
            {t('context.neighbours')}{' '}
            <span className="text-soft">{t('context.neighboursHint')}</span>
          </span>
        </label>
        <div className="flex flex-wrap gap-x-8 gap-y-4">
          <ChoiceGroup
            label={t('context.register')}
            value={register ?? 'none'}
            onChange={(value) => choose({ register: value === 'none' ? undefined : value })}
            choices={(['none', ...registers] as const).map((value) => ({
              value,
              label: t(`context.${value}`),
            }))}
          />
          <ChoiceGroup
            label={t('context.wording')}
            value={wording}
            onChange={(value) => choose({ wording: value })}
            choices={wordings.map((value) => ({ value, label: t(`context.${value}`) }))}
          />
        </div>
        <Instruction key={isUsual(context) ? 'usual' : 'chosen'} />
        {!isUsual(context) && (
          <div>
            <Button onClick={() => choose(noContext)}>{t('context.reset')}</Button>
          </div>
        )}
      </div>
    </Foldable>
  );
}

/** Milliseconds without a key, after which an instruction counts. */
const PAUSE = 1_200;

/** What is written counts after a pause, or when the field is left: until then nothing is translated anew. */
function Instruction() {
  const { t, i18n } = useTranslation('refine');
  const { context } = useTranslateStore().tools;
  const [text, setText] = useState(context.getState().instruction);
  const [first, second] = instructionExamples[i18n.language.startsWith('zh') ? 'zh' : 'en'];
  const apply = () => {
    if (text !== context.getState().instruction) context.getState().choose({ instruction: text });
  };
  useEffect(() => {
    if (text === context.getState().instruction) return;
    return setTimer(() => context.getState().choose({ instruction: text }), PAUSE);
  }, [text, context]);
  return (
    <label className="flex flex-col gap-1.5">
      <span className="text-small text-soft">{t('context.instruction')}</span>
      <input
        type="text"
        dir="auto"
        value={text}
        maxLength={maxInstructionLength}
        placeholder={t('context.instructionHint', { example: `${first ?? ''} ${second ?? ''}` })}
        onChange={(event) => setText(event.target.value)}
        onBlur={apply}
        className="min-h-9 w-full max-w-[40rem] rounded-control border border-line bg-raised px-3 pointer-coarse:min-h-11"
      />
    </label>
  );
}
