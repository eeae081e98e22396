import { useEffect, useState } from 'react';
import { findLanguage } from '../../core/languages';
import type { MemoryMatch } from '../../core/memory/types';
import { formatNumber } from '../../ui/format';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { useStores } from '../stores';
import type { CardPartProps } from './CardParts';
import { useTranslate } from './store';

/** What the memory has for a sentence, with how it differs; taken only when pressed. */
export function MemoryOffers({ segment }: CardPartProps) {
  const { t, i18n } = useTranslation('workspace');
  const { countMemoryUse } = useStores();
  const setTarget = useTranslate((state) => state.setTarget);
  const offers = useOffers(segment.source).filter(({ entry }) => entry.target !== segment.target);
  if (offers.length === 0) return null;
  return (
    <section aria-labelledby="memory-offers">
      <h3 id="memory-offers" className="text-small text-soft">
        {t('memory')}
      </h3>
      <ul>
        {offers.map(({ entry, score, difference }) => (
          <li key={entry.id} className="flex items-start gap-2 py-1">
            <span className="figures shrink-0 pt-1.5 text-small text-soft">
              {formatNumber(score, i18n.language)} %
            </span>
            <button
              type="button"
              onClick={() => {
                setTarget(segment.id, entry.target, 'memory');
                countMemoryUse(entry.id);
              }}
              className="min-h-9 min-w-0 grow rounded-control px-2 py-0.5 text-start transition-colors hover:bg-sunk pointer-coarse:min-h-11"
            >
              <span lang={findLanguage(entry.to)?.tag} dir="auto" className="block break-words">
                {entry.target}
              </span>
              {score < 100 && <Difference difference={difference} language={entry.from} />}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The stored source, with what the sentence has in place of some of its words. */
function Difference({
  difference,
  language,
}: Pick<MemoryMatch, 'difference'> & { readonly language: string }) {
  return (
    <span
      lang={findLanguage(language)?.tag}
      dir="auto"
      className="block break-words text-small text-soft"
    >
      {difference.map(({ kind, text }, at) => {
        if (kind === 'stored') return <del key={at}>{text}</del>;
        if (kind === 'asked') return <ins key={at}>{text}</ins>;
        return text;
      })}
    </span>
  );
}

function useOffers(source: string): readonly MemoryMatch[] {
  const { findInMemory } = useStores();
  const from = useTranslate((state) => state.from ?? state.detected);
  const to = useTranslate((state) => state.to);
  const [found, setFound] = useState<readonly MemoryMatch[]>([]);
  useEffect(() => {
    let isCurrent = true;
    const ask = async () => {
      if (from === undefined) return [];
      // An offer is an extra: without the memory the card works as well.
      return findInMemory({ source, from, to }).catch(() => []);
    };
    void ask().then((matches) => isCurrent && setFound(matches));
    return () => {
      isCurrent = false;
    };
  }, [findInMemory, source, from, to]);
  return found;
}
