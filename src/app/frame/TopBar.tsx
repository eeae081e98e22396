import { FileText, Languages, MessagesSquare, Package, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from '../../ui/i18n/useTranslation';
import { Link, useLocation } from 'wouter';
import { IconButton } from '../../ui/Button';
import { showOverlay } from '../reach/overlay';
import { routeOf, tabs } from '../routes';
import { EnginePill } from './EnginePill';
import { PreferencesMenu } from './PreferencesMenu';
import { Wordmark } from './Wordmark';

export function TopBar() {
  const { t } = useTranslation();
  return (
    <PlainBar>
      <EnginePill />
      <div className="flex shrink-0">
        {/* Beside all tabs there is no room for it; the preferences have it as well. */}
        <IconButton
          label={t('app.commands')}
          onClick={() => showOverlay('palette')}
          className="md:max-lg:hidden"
        >
          <Search size={18} aria-hidden />
        </IconButton>
        <PreferencesMenu />
      </div>
    </PlainBar>
  );
}

/** The bar without its tools; what is left should one of them break. */
export function PlainBar({ children }: { readonly children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <header className="flex h-13 shrink-0 items-center gap-2 border-b border-line px-3 print:hidden sm:gap-5 sm:px-5 md:max-lg:gap-3">
      <Link
        href="/translate"
        aria-label={t('app.name')}
        className="flex h-9 items-center rounded-control pointer-coarse:h-11"
      >
        <Wordmark />
      </Link>
      <nav aria-label={t('app.navigation')} className="hidden h-full gap-1 md:flex">
        <Tabs />
      </nav>
      <span className="grow" />
      {children}
    </header>
  );
}

const icons = {
  translate: Languages,
  documents: FileText,
  chat: MessagesSquare,
  models: Package,
} as const;

function Tabs() {
  const { t } = useTranslation();
  const [path] = useLocation();
  const route = routeOf(path);
  return tabs.map((tab) => (
    <Link
      key={tab}
      href={`/${tab}`}
      aria-current={tab === route ? 'page' : undefined}
      className="relative flex items-center px-2.5 text-soft transition-colors after:absolute after:inset-x-2.5 after:bottom-0 after:h-0.5 hover:text-ink aria-[current]:text-ink aria-[current]:after:bg-seal aria-[current]:after:drawn"
    >
      {t(`nav.${tab}`)}
    </Link>
  ));
}

/** On a phone, the same tabs within reach of the thumb. */
export function BottomTabs() {
  const { t } = useTranslation();
  const [path] = useLocation();
  const route = routeOf(path);
  return (
    <nav
      aria-label={t('app.navigation')}
      className="grid shrink-0 grid-cols-4 border-t border-line bg-paper pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      {tabs.map((tab) => {
        const Icon = icons[tab];
        return (
          <Link
            key={tab}
            href={`/${tab}`}
            aria-current={tab === route ? 'page' : undefined}
            className="flex h-14 flex-col items-center justify-center gap-0.5 text-[0.6875rem]/4 text-soft aria-[current]:font-medium aria-[current]:text-seal forced-colors:aria-[current]:underline"
          >
            <Icon size={20} aria-hidden />
            {t(`nav.${tab}`)}
          </Link>
        );
      })}
    </nav>
  );
}
