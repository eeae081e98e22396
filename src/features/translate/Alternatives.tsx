import { useTranslation } from '../../ui/i18n/useTranslation';
import { findLanguage } from '../../core/languages';
import { usePick } from '../stores';

/** Other translations of a sentence, if several were compared; press one to use it. */
export function Alternatives() {
  const { t } = useTranslation();
  const { output, outputLanguage, alternatives, choose } = usePick(
    'translate',
    'output',
    'outputLanguage',
    'alternatives',
    'choose',
  );
  const others = alternatives.filter((text) => text !== output);
  if (others.length === 0) return null;
  const language = findLanguage(outputLanguage);
  return (
    <div dir={language?.direction} className="mt-2 border-t border-line pt-2.5">
      <p id="alternatives" className="text-small text-soft">
        {t('translate.otherTranslations')}
      </p>
      <ul aria-labelledby="alternatives">
        {others.map((text, at) => (
          // Keyed by place, so that after a press the former translation is under the same finger.
          <li key={at}>
            <button
              type="button"
              lang={language?.tag}
              onClick={() => choose(text)}
              className="reading -mx-2.5 block min-h-9 w-[calc(100%+1.25rem)] rounded-control px-2.5 py-0.5 text-start text-soft transition-colors hover:bg-sunk hover:text-ink pointer-coarse:min-h-11"
            >
              {text.trim()}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
