import { Link } from 'wouter';
import { InterfaceLanguageChoice, ThemeChoice } from '../../features/settings/choices';
import '../../ui/i18n/reach';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { showOverlay } from '../reach/overlay';

interface PreferencesPanelProps {
  readonly onClose: () => void;
}

const overlays = [
  { name: 'palette', key: undefined },
  { name: 'keys', key: '?' },
  { name: 'requests', key: undefined },
  { name: 'bookmarklet', key: undefined },
] as const;

/** What the menu of preferences has in it. */
export default function PreferencesPanel({ onClose }: PreferencesPanelProps) {
  const { t: frame } = useTranslation();
  const { t } = useTranslation('reach');
  const item =
    'flex min-h-9 w-full items-center justify-between rounded-control px-2.5 text-start hover:bg-sunk pointer-coarse:min-h-11';
  return (
    <>
      <InterfaceLanguageChoice />
      <ThemeChoice />
      <div className="-mx-1.5 -mb-1.5 border-t border-line pt-1.5">
        {overlays.map(({ name, key }) => (
          <button
            key={name}
            type="button"
            className={item}
            onClick={() => {
              onClose();
              showOverlay(name);
            }}
          >
            {t(`command.${name}`)}
            {key !== undefined && <kbd className="font-sans text-soft">{key}</kbd>}
          </button>
        ))}
        <Link href="/glossaries" className={item} onClick={onClose}>
          {frame('nav.glossaries')}
        </Link>
        <Link href="/history" className={item} onClick={onClose}>
          {frame('nav.history')}
        </Link>
        <Link href="/settings" className={item} onClick={onClose}>
          {frame('nav.settings')}
        </Link>
        <Link href="/diagnostics" className={item} onClick={onClose}>
          {frame('nav.diagnostics')}
        </Link>
      </div>
    </>
  );
}
