import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import type { Model } from '../../core/catalog';
import { Button } from '../../ui/Button';
import { useSelect } from '../stores';
import { Licences } from './Licences';
import { EstimateFacts } from './EstimateFacts';
import { isTooLarge, useEntry, useModelActions } from './useModels';
import { SourceRadios } from './SourceRadios';

/** Asks where to get a model, before it begins, and shows the cost and the terms. */
export function SourceChoice({ model }: { readonly model: Model }) {
  const { t } = useTranslation('models');
  const { estimate } = useEntry(model);
  const { start, closeChoice } = useModelActions();
  const acceptLicences = useSelect('preferences', (state) => state.acceptLicences);
  const accepted = useSelect('preferences', (state) => state.acceptedLicences.includes(model.id));
  const [agrees, setAgrees] = useState(false);
  const panel = useRef<HTMLElement>(null);
  const title = useId();
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
  }, []);
  // The panel grows when the offer arrives, and its button is at the end.
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, [estimate.kind]);
  const ready = estimate.kind === 'ready' && !isTooLarge(estimate.cost) && (accepted || agrees);
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-labelledby={title}
      className="flex flex-col gap-4 rounded-control border border-line bg-paper p-3.5 outline-none"
    >
      <h3 id={title} className="font-medium">
        {t('source.question')}
      </h3>
      <SourceRadios model={model} labelledBy={title} />
      <EstimateFacts model={model} />
      <Licences model={model} accepted={accepted} agrees={agrees} onAgree={setAgrees} />
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={() => closeChoice(model.id)}>{t('action.close')}</Button>
        <Button
          look="seal"
          disabled={!ready}
          onClick={() => {
            acceptLicences(model.id);
            start(model.id);
          }}
        >
          {t('action.start')}
        </Button>
      </div>
    </section>
  );
}
