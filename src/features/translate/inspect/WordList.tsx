import { useState } from 'react';
import { findLanguage } from '../../../core/languages';
import type { TranslationSegment } from '../../../core/translation/types';
import type { MeasuredWord } from '../../../state/translate/lookups';
import { formatPercent } from '../../../ui/format';
import { useTranslation } from '../../../ui/i18n/useTranslation';
import { useTranslateStore } from '../store';
import { LookupState } from './LookupState';
import { useLookup } from './useLookup';

/** From here on a word is sure, or less sure. */
const SURE = 0.8;
const LESS_SURE = 0.4;

/** The kind of line says it, and the depth of the ground once more. */
function lookOf(probability: number): string {
  if (probability >= SURE) return 'border-b-2 border-solid border-good';
  if (probability >= LESS_SURE) return 'border-b-2 border-dashed border-warn bg-aligned/60';
  return 'border-b-2 border-dotted border-bad bg-aligned';
}

/** A translation word by word, each with how likely it was, and with what else could stand there. */
export function WordList({ segment }: { readonly segment: TranslationSegment }) {
  const { t, i18n } = useTranslation('refine');
  const { lookup, retry } = useLookup('words', segment);
  const [open, setOpen] = useState<number>();
  const words = lookup?.found?.value;
  const language = findLanguage(segment.language);
  if (words === undefined) return <LookupState lookup={lookup} onRetry={retry} />;
  const say = ({ probability = 0, isBound }: MeasuredWord) =>
    t(isBound ? 'atMost' : 'likely', { percent: formatPercent(probability, i18n.language) });
  const chosen = open === undefined ? undefined : words[open];
  return (
    <section aria-label={t('words')} className="flex flex-col gap-2">
      <p lang={language?.tag} dir={language?.direction} className="reading break-words">
        {words.map((word, i) =>
          word.probability === undefined ? (
            word.text
          ) : (
            <button
              key={i}
              type="button"
              aria-expanded={open === i}
              title={say(word)}
              onClick={() => setOpen(open === i ? undefined : i)}
              className={`min-w-6 rounded-t-sm ${lookOf(word.probability)}`}
            >
              {word.text}
            </button>
          ),
        )}
      </p>
      {chosen !== undefined && <Others word={chosen} segment={segment} likely={say(chosen)} />}
      <p className="text-small text-soft">{t('wordsNote')}</p>
    </section>
  );
}

interface OthersProps {
  readonly word: MeasuredWord;
  readonly segment: TranslationSegment;
  readonly likely: string;
}

/** What could stand in the place of a word; a choice goes on from there. */
function Others({ word, segment, likely }: OthersProps) {
  const { t, i18n } = useTranslation('refine');
  const { translateAgain } = useTranslateStore().getState();
  const language = findLanguage(segment.language);
  return (
    <div className="flex flex-col gap-1.5 rounded-control bg-sunk px-3 py-2">
      <p className="text-small text-soft">
        {word.others.length > 0 ? t('others', { word: word.text }) : t('noOthers')} ({likely})
      </p>
      <div className="flex flex-wrap gap-1.5">
        {word.others.map(({ text, probability, prefix }) => (
          <button
            key={prefix}
            type="button"
            onClick={() => void translateAgain(segment.id, { prefix })}
            className="inline-flex min-h-8 items-baseline gap-2 rounded-control border border-line bg-raised px-2.5 py-1 hover:bg-sunk pointer-coarse:min-h-11 pointer-coarse:items-center"
          >
            <bdi lang={language?.tag}>{text}…</bdi>
            <span className="figures text-small text-soft">
              {formatPercent(probability, i18n.language)}
            </span>
          </button>
        ))}
      </div>
    </div>
  );
}
