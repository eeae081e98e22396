import i18next from 'i18next';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { navigate } from 'wouter/use-browser-location';
import { createApi, type BayLing } from '../api';
import { getModel, models, withSettings, type ModelId } from '../core/catalog';
import { placeAddress, siteBase } from '../core/site';
import { createBrowserEngine } from '../engine/browser';
import { checkGpu } from '../engine/gpu';
import { webKeyValue } from '../storage/keyValue';
import { privateKeyValue } from '../storage/private';
import { openPackages } from '../models/browser';
import { directionOf, setInterfaceLanguage, startI18n } from '../ui/i18n';
import { shieldCompositions } from '../ui/keys';
import { App } from './App';
import { askedBy } from './asked';
import { createStores } from './compose';
import { once } from './once';
import { update } from './frame/UpdateNotice';
import { trustOwnScripts } from './trustedTypes';
import './styles.css';

declare global {
  interface Window {
    bayling: BayLing;
  }
  interface ImportMetaEnv {
    readonly VITE_PACKAGE_HOST?: string;
  }
}

const base = siteBase(location.href);
trustOwnScripts(base);
shieldCompositions(window);
const packages = openPackages(base);
const settings = (modelId: ModelId) => stores.preferences.getState().modelSettings[modelId] ?? {};
const model = (modelId: ModelId) => withSettings(getModel(modelId), settings(modelId));
const loader = once(async () => {
  const { openLoader } = await import('../models/openLoader');
  return openLoader({ packages, model, checkGpu });
});
const engine = createBrowserEngine(
  async (...request) => (await loader()).prepare(...request),
  settings,
);
const isStored = async (modelId: ModelId) => (await packages.state(modelId)).kind === 'stored';

window.bayling = createApi({ engine, isStored });

// Fetched with what is kept first: the first paint does without.
const storage = once(async () => {
  const opened = (await import('../storage/openStorage')).openStorage(small, isPrivate);
  const restore: typeof opened.restore = async (...given) => {
    const report = await opened.restore(...given);
    isOver = true;
    return report;
  };
  return { ...opened, restore };
});
/** All that is kept was replaced: what this page still holds is not to be written over it as the page goes. */
let isOver = false;
const lasting = webKeyValue(() => localStorage);
const isPrivate = () => isOver || stores.preferences.getState().keepsNothing;
const session = privateKeyValue(
  webKeyValue(() => sessionStorage),
  isPrivate,
);
const small = { lasting, session };
const stores = createStores({
  engine,
  packages,
  loader,
  checkGpu,
  packageHost: placeAddress(import.meta.env.VITE_PACKAGE_HOST ?? ''),
  storage,
  lasting,
  session,
  query: askedBy(location),
  wanted: navigator.languages,
  clearAllData: async () => {
    const { remove } = (await stores.models()).getState();
    await Promise.all(models.map(({ id }) => remove(id)));
    isOver = true;
    await (await storage()).clear();
    lasting.clear();
    session.clear();
    // The stores in memory still hold what was deleted.
    location.reload();
  },
});
// The stores now have what the address asked for; after a reload it must not undo later edits.
history.replaceState(history.state, '', location.pathname);

function showTheme() {
  const { theme } = stores.preferences.getState();
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset['theme'];
  else dataset['theme'] = theme;
}
showTheme();
stores.preferences.subscribe(showTheme);

i18next.on('languageChanged', (language) => {
  Object.assign(document.documentElement, { lang: language, dir: directionOf(language) });
});
stores.preferences.subscribe(({ interfaceLanguage }) => {
  void setInterfaceLanguage(interfaceLanguage);
});

void stores.engine.getState().checkDevice();

/** A function, since with an await at the top of a module the bundler dares not merge chunks. */
async function show(container: HTMLElement) {
  await startI18n(stores.preferences.getState().interfaceLanguage);
  createRoot(container).render(
    <Router base={new URL(base).pathname.slice(0, -1)}>
      <App stores={stores} />
    </Router>,
  );
  const { startReach } = await import('./reach/start');
  startReach({ stores, go: (path) => navigate(new URL(`.${path}`, base).pathname) });
  void import('../ui/fonts/watch').then(({ watchFonts }) => watchFonts(document));
  if (!import.meta.env.PROD) return;
  const { registerServiceWorker } = await import('../sw/register');
  await registerServiceWorker(`${base}service-worker.js`, {
    onUpdateReady: (apply) => update.setState({ apply }),
  });
}

const root = document.getElementById('root');
if (root === null) throw new TypeError('index.html has no #root');
void show(root);
