import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from '../ui/i18n/useTranslation';
import { Redirect, useLocation } from 'wouter';
import { useStore } from 'zustand';
import { StoresContext, useSelect, useStores, type Stores } from '../features/stores';
import { ErrorBoundary } from '../ui/ErrorBoundary';
import { BottomTabs, PlainBar, TopBar } from './frame/TopBar';
import { UpdateNotice } from './frame/UpdateNotice';
import { overlay } from './reach/overlay';
import { needsModel, pages, routeOf, type RouteName } from './routes';

const Unsupported = lazy(() => import('./Unsupported'));
const Overlays = lazy(() => import('./reach/Overlays'));

export function App({ stores }: { readonly stores: Stores }) {
  return (
    <StoresContext value={stores}>
      <Frame />
    </StoresContext>
  );
}

function Frame() {
  const { t } = useTranslation();
  const [path] = useLocation();
  const route = routeOf(path);
  usePageTitle(route);
  usePreload(route);
  if (route === undefined) return <Redirect to="/translate" replace />;
  return (
    <div className="flex h-dvh flex-col print:block print:h-auto">
      <a
        href="#main"
        className="absolute start-2 top-1 z-50 -translate-y-20 rounded-control bg-seal px-4 py-2.5 text-on-seal focus:translate-y-0"
      >
        {t('app.skip')}
      </a>
      <ErrorBoundary fallback={<PlainBar />}>
        <TopBar />
      </ErrorBoundary>
      <ErrorBoundary fallback={null}>
        <UpdateNotice />
      </ErrorBoundary>
      <main
        id="main"
        tabIndex={-1}
        className="min-h-0 grow overflow-y-auto outline-none print:overflow-visible"
      >
        {/* A broken page must not keep the others from opening. */}
        <ErrorBoundary key={route}>
          <Suspense fallback={<p className="p-8 text-soft">{t('app.opening')}</p>}>
            <Page route={route} />
          </Suspense>
        </ErrorBoundary>
      </main>
      <BottomTabs />
      <Overlay />
    </div>
  );
}

function Overlay() {
  const shown = useStore(overlay, (state) => state.shown);
  if (shown === undefined) return null;
  return (
    <ErrorBoundary key={shown} fallback={null}>
      <Suspense>
        <Overlays shown={shown} />
      </Suspense>
    </ErrorBoundary>
  );
}

function Page({ route }: { readonly route: RouteName }) {
  const gpu = useSelect('engine', (state) => state.gpu);
  if (gpu?.ok === false && needsModel.has(route)) return <Unsupported report={gpu} />;
  const Content = pages[route];
  return <Content />;
}

function usePageTitle(route: RouteName | undefined) {
  const { t } = useTranslation();
  const title = route === undefined ? undefined : t(`nav.${route}`);
  useEffect(() => {
    document.title = title === undefined ? 'BayLing 百聆' : `${title} · BayLing 百聆`;
  }, [title]);
}

/**
 * Opening a page that needs a model counts as the first use of a small one; on a metered connection, only a
 * request does.
 */
function usePreload(route: RouteName | undefined) {
  const { engine } = useStores();
  const usable = useSelect('engine', ({ gpu }) => gpu?.ok === true);
  const wanted = route !== undefined && needsModel.has(route);
  useEffect(() => {
    const { status, modelId, load } = engine.getState();
    if (!usable || !wanted || status.kind !== 'idle') return;
    if (modelId === 'demo' && !savesData()) void load(modelId);
  }, [engine, usable, wanted]);
}

function savesData(): boolean {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  return connection?.saveData === true;
}
