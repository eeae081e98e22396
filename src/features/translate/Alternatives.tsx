import { findLanguage } from '../../core/languages';
import type { TranslationSegment } from '../../core/translation/types';
import { formatPercent } from '../../ui/format';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { useTranslate } from './store';

/** A sentence's other translations; press one to use it. */
export function Alternatives({ segment }: { readonly segment: TranslationSegment }) {
  const { t, i18n } = useTranslation();
  const { t: tell } = useTranslation('workspace');
  const setTarget = useTranslate((state) => state.setTarget);
  const others = segment.alternatives.filter(({ text }) => text !== segment.target);
  if (others.length === 0) return null;
  const language = findLanguage(segment.language);
  return (
    <div dir={language?.direction}>
      <p id="alternatives" className="text-small text-soft">
        {t('translate.otherTranslations')}
      </p>
      <ul aria-labelledby="alternatives">
        {others.map(({ text, score }, at) => (
          // Keyed by place, so that after a press the former translation is under the same finger.
          <li key={at} className="flex items-center gap-2">
            <button
              type="button"
              lang={language?.tag}
              onClick={() => setTarget(segment.id, text, 'pinned')}
              className="reading -ms-2.5 block min-h-9 min-w-0 grow rounded-control px-2.5 py-0.5 text-start text-soft transition-colors hover:bg-sunk hover:text-ink pointer-coarse:min-h-11"
            >
              {text.trim()}
            </button>
            {score !== undefined && (
              <Likelihood
                value={Math.exp(score)}
                label={tell('score', { percent: formatPercent(Math.exp(score), i18n.language) })}
              />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Likelihood({ value, label }: { readonly value: number; readonly label: string }) {
  return (
    <span
      role="img"
      aria-label={label}
      title={label}
      className="h-1 w-10 shrink-0 rounded-full bg-line"
    >
      <span
        className="block h-full rounded-full bg-soft drawn"
        style={{ width: `${Math.round(value * 100)}%` }}
      />
    </span>
  );
}

/** For a text that is one sentence, below it. */
export function OnlyAlternatives() {
  const segment = useTranslate(({ translation: { segments }, selected, phase }) =>
    segments.length === 1 && selected === undefined && phase === 'done' ? segments[0] : undefined,
  );
  if (segment === undefined || segment.alternatives.length < 2) return null;
  return (
    <div className="mt-2 border-t border-line pt-2.5">
      <Alternatives segment={segment} />
    </div>
  );
}
