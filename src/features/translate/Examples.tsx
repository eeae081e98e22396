import { useTranslation } from '../../ui/i18n/useTranslation';
import { demoExamples } from '../../core/demo';
import { useTranslate } from './store';

/** Examples shown while the source is empty, in the source language. */
export function Examples({ onChoose }: { readonly onChoose: () => void }) {
  const { t, i18n } = useTranslation();
  const setSource = useTranslate((state) => state.setSource);
  const from = useTranslate((state) => state.from);
  const { tag, texts } = demoExamples(from ?? i18n.language);
  return (
    <div className="pb-3">
      <p id="examples" className="pb-1.5 text-small text-soft">
        {t('translate.examples')}
      </p>
      <ul aria-labelledby="examples" className="flex flex-wrap gap-1.5">
        {texts.map((example) => (
          <li key={example} className="max-sm:nth-[n+4]:hidden">
            <button
              type="button"
              lang={tag}
              dir="auto"
              onClick={() => {
                setSource(example, true);
                onChoose();
              }}
              className="min-h-8 rounded-full border border-line px-3 text-control text-soft transition-colors hover:border-soft hover:text-ink pointer-coarse:min-h-11"
            >
              {example}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
