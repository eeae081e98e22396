import { Link } from 'wouter';
import { InterfaceLanguageChoice, ThemeChoice } from '../../features/settings/choices';
import { useTranslation } from '../../ui/i18n/useTranslation';

interface PreferencesPanelProps {
  readonly onClose: () => void;
  readonly onHelp: () => void;
}

/** What the menu of preferences has in it. */
export default function PreferencesPanel({ onClose, onHelp }: PreferencesPanelProps) {
  const { t } = useTranslation();
  const item =
    'flex min-h-9 w-full items-center justify-between rounded-control px-2.5 text-start hover:bg-sunk pointer-coarse:min-h-11';
  return (
    <>
      <InterfaceLanguageChoice />
      <ThemeChoice />
      <div className="-mx-1.5 -mb-1.5 border-t border-line pt-1.5">
        <button
          type="button"
          className={item}
          onClick={() => {
            onClose();
            onHelp();
          }}
        >
          {t('preferences.shortcuts')}
          <kbd className="font-sans text-soft">?</kbd>
        </button>
        <Link href="/history" className={item} onClick={onClose}>
          {t('nav.history')}
        </Link>
        <Link href="/settings" className={item} onClick={onClose}>
          {t('nav.settings')}
        </Link>
        <Link href="/diagnostics" className={item} onClick={onClose}>
          {t('nav.diagnostics')}
        </Link>
      </div>
    </>
  );
}
