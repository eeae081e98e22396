import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Model } from '../../core/catalog';
import { Button } from '../../ui/Button';
import { useSelect } from '../stores';
import { Licences } from './Licences';
import { EstimateFacts } from './EstimateFacts';
import { isTooLarge, useEntry, useModelActions } from './useModels';
import { SourceRadios } from './SourceRadios';

/** Where a model should come from, what that costs, and under which terms; asked before it begins. */
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
  // The panel grows with the answer, and its button is at the end.
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, [estimate.kind]);
  const ready = estimate.kind === 'ready' && !isTooLarge(estimate.estimate) && (accepted || agrees);
  return (
    <section
      ref={panel}
      tabIndex={-1}
      aria-labelledby={title}
      className="flex flex-col gap-4 rounded-control border border-line bg-paper p-3.5 outline-none"
    >
      <h3 id={title} className="font-medium">
        {t('way.question')}
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
            void start(model.id);
          }}
        >
          {t('action.start')}
        </Button>
      </div>
    </section>
  );
}
