import { findLanguage } from '../../../core/languages';
import { readSource, readTarget } from '../../../core/translation/read';
import { wholeText } from '../../../state/translate/dialogues';
import { spreadTarget } from '../../../state/translate/spread';
import { useTranslation } from '../../../ui/i18n/useTranslation';
import { useTranslate, useTranslateStore } from '../store';
import { Foldable } from '../context/Foldable';
import { RefineDialogue } from './RefineDialogue';

/** Characters of a text that surely fits into a dialogue with every model. */
const maxLength = 600;

/** A dialogue about a short text of several sentences; one about a single sentence is in its card. */
export function RefineText() {
  const { t } = useTranslation('refine');
  const store = useTranslateStore();
  const translation = useTranslate((state) => state.translation);
  const to = useTranslate((state) => state.to);
  const isDone = useTranslate(({ phase }) => phase === 'done');
  const source = readSource(translation);
  const target = readTarget(translation, to);
  const isOffered = isDone && translation.segments.length > 1 && source.length <= maxLength;
  if (!isOffered || target === '') return null;
  const take = (answer: string) => {
    const changed = spreadTarget(translation, answer, to, findLanguage(to)?.tag);
    store.getState().setTargets(changed, 'edited');
  };
  return (
    <Foldable title={t('refineText')}>
      <RefineDialogue subject={{ id: wholeText, source, target, to }} onTake={take} />
    </Foldable>
  );
}
