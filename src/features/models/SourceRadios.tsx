import { useId } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import type { Model } from '../../core/catalog';
import { packageBytes } from '../../core/compatibility';
import type { SourceKind } from '../../state/models';
import { formatBytes } from '../../ui/format';
import { DiskPicker } from './DiskPicker';
import { HostAddress } from './HostAddress';
import { useEntry, useModels, usePlaces, useCompatibility } from './useModels';

interface WayRadiosProps {
  readonly model: Model;
  readonly labelledBy: string;
}

/** The three sources, the one that asks for nothing more first. */
export function SourceRadios({ model, labelledBy }: WayRadiosProps) {
  const { t, i18n } = useTranslation('models');
  const { packageHost, hub } = usePlaces();
  const { source } = useEntry(model);
  const chooseWay = useModels((store) => store.chooseSource);
  const { quantization = 'q4f16_1' } = useCompatibility(model) ?? {};
  const name = useId();
  const kept = formatBytes(packageBytes(model, quantization), i18n.language);
  const whole = formatBytes(model.checkpoint.bytes, i18n.language);
  const texts: Readonly<Record<SourceKind, string>> = {
    host:
      packageHost === undefined
        ? t('source.hostUnset', { size: kept })
        : t('source.hostText', { size: kept, place: hostName(packageHost) }),
    hub: t('source.hubText', { size: whole, place: hostName(hub), kept }),
    disk: t('source.diskText'),
  };
  const sources: readonly SourceKind[] =
    packageHost === undefined ? ['hub', 'host', 'disk'] : ['host', 'hub', 'disk'];
  return (
    <div role="radiogroup" aria-labelledby={labelledBy} className="flex flex-col gap-2">
      {sources.map((kind) => (
        <div
          key={kind}
          className="rounded-control border border-line bg-raised transition-colors has-[:checked]:border-seal forced-colors:has-[:checked]:border-[Highlight]"
        >
          <label className="flex cursor-pointer gap-3 rounded-control px-3 py-2.5 has-focus-visible:outline-2 has-focus-visible:outline-seal">
            <input
              type="radio"
              name={name}
              checked={kind === source}
              onChange={() => chooseWay(model.id, kind)}
              aria-labelledby={`${name}-${kind}`}
              aria-describedby={`${name}-${kind}-text`}
              className="mt-0.5 size-4 shrink-0 outline-none"
            />
            <span className="min-w-0">
              <span id={`${name}-${kind}`} className="block font-medium">
                {t(`source.${kind}`)}
              </span>
              <span id={`${name}-${kind}-text`} className="block text-soft wrap-anywhere">
                {texts[kind]}
              </span>
            </span>
          </label>
          {kind === source && kind !== 'hub' && (
            <div className="px-3 pb-3 ps-10 empty:hidden">
              {kind === 'host' ? <HostAddress model={model} /> : <DiskPicker model={model} />}
            </div>
          )}
        </div>
      ))}
    </div>
  );
}

function hostName(address: string): string {
  return new URL(address).host;
}
