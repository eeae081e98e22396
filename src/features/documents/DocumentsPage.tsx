import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';

export default function DocumentsPage() {
  const { t } = useTranslation();
  return (
    <div className="mx-auto flex w-full max-w-[46rem] flex-col items-start gap-4 p-4 sm:p-6 lg:py-10">
      <h1 className="text-title font-semibold">{t('documents.title')}</h1>
      <p className="max-w-[60ch] text-soft">{t('documents.text')}</p>
      <Link
        href="/translate"
        className="inline-flex min-h-9 items-center rounded-control border border-line bg-raised px-3 text-control transition-colors hover:bg-sunk"
      >
        {t('documents.open')}
      </Link>
    </div>
  );
}
