import { useTranslation } from 'react-i18next';
import { useSelect } from '../stores';

const examples = ['days', 'date', 'measure', 'money', 'countries'] as const;

/** What this is for, while nothing is written yet. */
export function Examples({ onChoose }: { readonly onChoose: () => void }) {
  const { t, i18n } = useTranslation();
  const setSource = useSelect('translate', (state) => state.setSource);
  return (
    <div className="pb-3">
      <p id="examples" className="pb-1.5 text-small text-soft">
        {t('translate.examples')}
      </p>
      <ul aria-labelledby="examples" className="flex flex-wrap gap-1.5">
        {examples.map((example) => (
          <li key={example} className="max-sm:nth-[n+4]:hidden">
            <button
              type="button"
              lang={i18n.language}
              onClick={() => {
                setSource(t(`examples.${example}`));
                onChoose();
              }}
              className="min-h-8 rounded-full border border-line px-3 text-control text-soft transition-colors hover:border-soft hover:text-ink pointer-coarse:min-h-11"
            >
              {t(`examples.${example}`)}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
