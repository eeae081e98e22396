import type { TranslationSegment } from '../../../core/translation/types';
import type { InspectedPrompt } from '../../../state/translate/lookups';
import { CopyButton } from '../../../ui/CopyButton';
import { formatNumber } from '../../../ui/format';
import { useTranslation } from '../../../ui/i18n/useTranslation';
import { LookupState } from './LookupState';
import { useLookup } from './useLookup';

/** The prompt that a sentence is sent with, and how the model reads it. */
export function PromptInspector({ segment }: { readonly segment: TranslationSegment }) {
  const { t } = useTranslation('refine');
  const { lookup, retry } = useLookup('prompt', segment);
  const found = lookup?.found?.value;
  return (
    <section aria-label={t('promptTitle')} className="flex flex-col gap-2">
      {found === undefined ? (
        <LookupState lookup={lookup} onRetry={retry} />
      ) : (
        <Prompt found={found} />
      )}
    </section>
  );
}

function Prompt({ found }: { readonly found: InspectedPrompt }) {
  const { t, i18n } = useTranslation('refine');
  const { prompt, tokens } = found;
  const number = (value: number) => formatNumber(value, i18n.language);
  const facts = [
    [
      t('tokens'),
      t('tokenCount', { read: number(tokens.length), all: number(found.contextLength) }),
    ],
    [t('temperature'), number(found.temperature)],
    [t('beams'), number(found.beams)],
    [t('maxTokens'), number(found.maxTokens)],
  ] as const;
  return (
    <>
      <pre
        dir="ltr"
        tabIndex={0}
        aria-label={t('prompt')}
        className="max-h-48 overflow-auto rounded-control bg-sunk p-3 font-mono text-small break-words whitespace-pre-wrap"
      >
        {prompt}
      </pre>
      <dl className="figures flex flex-wrap gap-x-5 gap-y-1 text-small">
        {facts.map(([name, value]) => (
          <div key={name} className="flex gap-1.5">
            <dt className="text-soft">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ol
        dir="ltr"
        tabIndex={0}
        aria-label={t('tokens')}
        className="flex max-h-48 flex-wrap gap-1 overflow-auto"
      >
        {tokens.map(({ id, text }, i) => (
          <li key={i} className="flex flex-col rounded-sm border border-line px-1.5 text-small">
            <bdi className="font-mono">{visible(text)}</bdi>
            <span className="figures text-soft">{id}</span>
          </li>
        ))}
      </ol>
      <div className="flex flex-wrap items-center gap-2">
        <CopyButton text={prompt} label={t('copyPrompt')} doneLabel={t('copied')} />
        <span className="text-small text-soft">{t('promptNote')}</span>
      </div>
    </>
  );
}

/** What cannot be seen of a token. */
function visible(text: string): string {
  return text.replace(/\n/gu, '↵').replace(/^ | $/gu, '·');
}
