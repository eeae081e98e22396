import '../../ui/i18n/documents';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { LinkButton } from '../../ui/LinkButton';

export default function DocumentsPage() {
  const { t } = useTranslation();
  return (
    <div className="mx-auto flex w-full max-w-[46rem] flex-col items-start gap-4 p-4 sm:p-6 lg:py-10">
      <h1 className="text-title font-semibold">{t('documents.title')}</h1>
      <p className="max-w-[60ch] text-soft">{t('documents.text')}</p>
      <LinkButton href="/translate">{t('documents.open')}</LinkButton>
    </div>
  );
}
