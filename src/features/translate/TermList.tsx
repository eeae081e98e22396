import { Check, Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { TermUse } from '../../core/translation/types';
import '../../ui/i18n/glossaries';
import { Button } from '../../ui/Button';
import { useTranslation } from '../../ui/i18n/useTranslation';
import type { CardPartProps } from './CardParts';
import { TermForm } from './TermForm';
import { selectedWords, type SelectedWords } from './selectedWords';

/** The terms of a sentence, each with whether its translation has it, and a way to add one. */
export function TermList({ segment }: CardPartProps) {
  const { t } = useTranslation('glossaries');
  const [words, setWords] = useState<SelectedWords>();
  const { terms } = segment;
  return (
    <div className="flex flex-col items-start gap-1.5">
      {terms.length > 0 && (
        <ul aria-label={t('used')} className="flex flex-col gap-1">
          {terms.map((term) => (
            <Term key={`${term.kind} ${term.source} ${term.target}`} term={term} />
          ))}
        </ul>
      )}
      {words === undefined ? (
        <Button
          look="quiet"
          icon={<Plus size={14} aria-hidden />}
          // A press would take the selection away.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => setWords(selectedWords(segment))}
        >
          {t('addTerm')}
        </Button>
      ) : (
        <TermForm words={words} onClose={() => setWords(undefined)} />
      )}
    </div>
  );
}

function Term({ term: { source, target, kind, kept } }: { readonly term: TermUse }) {
  const { t } = useTranslation('glossaries');
  const state = kind === 'forbidden' ? (kept ? 'avoided' : 'present') : kept ? 'kept' : 'missing';
  const Icon = kept ? Check : X;
  return (
    <li className="flex items-start gap-2">
      <Icon
        size={14}
        role="img"
        aria-label={t(state)}
        className={`mt-0.75 shrink-0 ${kept ? 'text-good' : 'text-bad'}`}
      />
      <span className="min-w-0 break-words">
        {source !== '' && source !== target && (
          <>
            <bdi>{source}</bdi> {'→'}{' '}
          </>
        )}
        <bdi className={kind === 'forbidden' ? 'line-through' : ''}>{target}</bdi>
      </span>
    </li>
  );
}
