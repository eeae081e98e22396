import { lazy, type ComponentType } from 'react';

export const routes = [
  'translate',
  'documents',
  'chat',
  'models',
  'history',
  'diagnostics',
  'settings',
  'glossaries',
] as const;
export type RouteName = (typeof routes)[number];

/** The pages in the bar; the others are reached from the preferences and the engine's pill. */
export const tabs = ['translate', 'documents', 'chat', 'models'] as const satisfies RouteName[];

export const pages: Readonly<Record<RouteName, ComponentType>> = {
  translate: lazy(() => import('../features/translate/TranslatePage')),
  documents: lazy(() => import('../features/documents/DocumentsPage')),
  chat: lazy(() => import('../features/chat/ChatPage')),
  models: lazy(() => import('../features/models/ModelsPage')),
  history: lazy(() => import('../features/history/HistoryPage')),
  diagnostics: lazy(() => import('../features/diagnostics/DiagnosticsPage')),
  settings: lazy(() => import('../features/settings/SettingsPage')),
  glossaries: lazy(() => import('../features/glossaries/GlossariesPage')),
};

/** Pages that are useless without a model. */
export const needsModel: ReadonlySet<RouteName> = new Set(['translate', 'chat']);

/** The route an address within the site shows, if it is one. */
export function routeOf(path: string): RouteName | undefined {
  return routes.find((route) => path === `/${route}`);
}
