import { useTranslation } from '../../ui/i18n/useTranslation';
import { getModel } from '../../core/catalog';
import { useSelect } from '../stores';

const examples = [
  'chat.exampleTranslate',
  'chat.exampleAbilities',
  'chat.exampleSum',
  'chat.exampleJoke',
] as const;

/** Shown before the first message: what can be asked, and how much the model knows. */
export function Welcome() {
  const { t } = useTranslation();
  const send = useSelect('chat', (state) => state.send);
  const usable = useSelect('engine', ({ gpu }) => gpu?.ok !== false);
  const isDemo = useSelect('engine', ({ modelId }) => getModel(modelId).family === 'demo');
  return (
    <div className="flex grow flex-col justify-center gap-5 py-8">
      <div>
        <h2 className="pb-1.5 text-title font-semibold">{t('chat.emptyTitle')}</h2>
        <p className="text-reading text-soft">{t('chat.emptyText')}</p>
      </div>
      <ul className="flex flex-col items-start gap-2">
        {examples.map((example) => (
          <li key={example}>
            <button
              type="button"
              disabled={!usable}
              onClick={() => void send(t(example))}
              className="min-h-9 rounded-control border border-line bg-raised px-3 py-1.5 text-start text-control transition-colors hover:border-soft disabled:opacity-50 pointer-coarse:min-h-11"
            >
              {t(example)}
            </button>
          </li>
        ))}
      </ul>
      {isDemo && <p className="text-control text-soft">{t('chat.demoNotice')}</p>}
    </div>
  );
}
