import { useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import { hostsOf, kindOf, requestKinds, tally, type SeenRequest } from '../../../core/requests';
import { siteBase } from '../../../core/site';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { formatBytes, formatNumber } from '../../../ui/format';
import '../../../ui/i18n/reach';
import { useTranslation } from '../../../ui/i18n/useTranslation';
import { ledger, markNow } from './ledger';
import { RequestList } from './RequestList';

/** What this page has requested, by the browser's own account, and how to check that. */
export default function RequestsDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('reach');
  const requests = useStore(ledger, (state) => state.requests);
  const offline = useOffline();
  return (
    <Dialog title={t('requests.title')} onClose={onClose}>
      <SinceMark requests={requests} />
      {offline && <p className="text-good">{t('requests.offline')}</p>}
      <KindTable requests={requests} />
      <Hosts requests={requests} />
      <Section title={t('requests.checkTitle')}>{t('requests.check')}</Section>
      <Section title={t('requests.unseenTitle')}>{t('requests.unseen')}</Section>
      <RequestList requests={requests} />
    </Dialog>
  );
}

interface RequestsProps {
  readonly requests: readonly SeenRequest[];
}

/** The number that matters: what went out since the model was ready. */
function SinceMark({ requests }: RequestsProps) {
  const { t, i18n } = useTranslation('reach');
  const mark = useStore(ledger, (state) => state.mark);
  const count = requests.filter(({ at, overNetwork }) => overNetwork && at > mark.at).length;
  const time = new Date(mark.at).toLocaleTimeString(i18n.language);
  const formatted = formatNumber(count, i18n.language);
  return (
    <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
      <p role="status" className="flex flex-col">
        <span className="figures text-title font-semibold">
          {count === 0
            ? t('requests.none', { time })
            : t('requests.some', { count, formatted, time })}
        </span>
        <span className="text-small text-soft">{t(`requests.${mark.reason}`)}</span>
      </p>
      <Button onClick={() => markNow('sinceReset')}>{t('requests.countAgain')}</Button>
    </div>
  );
}

function KindTable({ requests }: RequestsProps) {
  const { t, i18n } = useTranslation('reach');
  const base = siteBase(location.href);
  const number = (value: number) => formatNumber(value, i18n.language);
  return (
    <table className="figures w-full text-end">
      <caption className="pb-1 text-start text-small text-soft">{t('requests.total')}</caption>
      <thead className="text-small text-soft">
        <tr className="[&>th]:py-1.5 [&>th]:font-normal">
          <th className="text-start">{t('requests.kind')}</th>
          <th className="text-end">{t('requests.network')}</th>
          <th className="text-end">{t('requests.size')}</th>
          <th className="text-end">{t('requests.device')}</th>
        </tr>
      </thead>
      <tbody>
        {requestKinds.map((kind) => {
          const { network, device, bytes } = tally(
            requests.filter((request) => kindOf(request, base) === kind),
          );
          return (
            <tr key={kind} className="border-t border-line [&>td]:py-1.5">
              <th className="py-1.5 text-start font-normal">{t(`requests.${kind}`)}</th>
              <td>{number(network)}</td>
              <td>{formatBytes(bytes, i18n.language)}</td>
              <td>{number(device)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Hosts({ requests }: RequestsProps) {
  const { t } = useTranslation('reach');
  const hosts = hostsOf(requests).map(([host]) =>
    host === location.host ? t('requests.thisHost', { host }) : host,
  );
  return (
    <Section title={t('requests.hosts')}>
      {hosts.length === 0 ? t('requests.noHosts') : hosts.join(', ')}
    </Section>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <section>
      <h3 className="font-medium">{title}</h3>
      <p className="text-soft wrap-anywhere">{children}</p>
    </section>
  );
}

function useOffline(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const stop = new AbortController();
      for (const name of ['online', 'offline']) {
        addEventListener(name, onChange, { signal: stop.signal });
      }
      return () => stop.abort();
    },
    () => !navigator.onLine,
  );
}
