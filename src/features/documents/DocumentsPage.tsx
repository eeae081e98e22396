import { useEffect, useRef } from 'react';
import { Button } from '../../ui/Button';
import '../../ui/i18n/documents';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Notice } from '../../ui/Notice';
import { AddFiles } from './AddFiles';
import { DocumentRow, openButtonId } from './DocumentRow';
import { DocumentView } from './DocumentView';
import { NotifyButton } from './NotifyButton';
import { problemOf } from './problem';
import { useDocumentActions, useDocuments } from './useDocuments';

/** Whole files: those on this device, or one of them sentence by sentence. */
export default function DocumentsPage() {
  const { t } = useTranslation('documents');
  const opened = useDocuments((state) => state.opened?.id);
  const item = useDocuments(({ documents }) => documents?.find(({ id }) => id === opened));
  const { close } = useDocumentActions();
  const last = useRef<string>(undefined);
  useEffect(() => close, [close]);
  useEffect(() => {
    // Back in the list, whoever works by keyboard is where they left it.
    if (opened === undefined && last.current !== undefined) {
      document.getElementById(openButtonId(last.current))?.focus();
    }
    last.current = opened;
  }, [opened]);

  return (
    <div className="mx-auto flex w-full max-w-[64rem] flex-col gap-4 p-4 sm:p-6 lg:py-10">
      {item !== undefined ? (
        <DocumentView item={item} />
      ) : (
        <>
          <h1 className="text-title font-semibold">{t('title')}</h1>
          <p className="max-w-[60ch] text-soft">{t('intro')}</p>
          <AddFiles />
          <Refused />
          <DocumentList />
        </>
      )}
    </div>
  );
}

function Refused() {
  const { t } = useTranslation('documents');
  const { t: common } = useTranslation();
  const refused = useDocuments((state) => state.refused);
  const { forgetRefused } = useDocumentActions();
  if (refused.length === 0) return null;
  return (
    <Notice look="bad" action={<Button onClick={forgetRefused}>{t('dismiss')}</Button>}>
      <ul>
        {refused.map(({ name, error }, at) => (
          <li key={at}>{t('refused', { name, reason: problemOf(t, common, error) })}</li>
        ))}
      </ul>
    </Notice>
  );
}

function DocumentList() {
  const { t } = useTranslation('documents');
  const documents = useDocuments((state) => state.documents);
  if (documents === undefined) return null;
  if (documents.length === 0) return <p className="text-soft">{t('empty')}</p>;
  return (
    <section aria-label={t('list')} className="flex flex-col gap-3">
      {documents.some(({ phase }) => phase === 'running') && <NotifyButton />}
      {documents.map((item) => (
        <DocumentRow key={item.id} item={item} />
      ))}
    </section>
  );
}
