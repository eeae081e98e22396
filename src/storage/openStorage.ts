import { setTimer } from '../core/timer';
import type { GlossaryStore } from '../core/terms/types';
import { connect } from './database';
import { createGlossaries } from './glossaries';
import { createHistory } from './history';
import { createMemory, type Memory } from './memory';
import { keepOnPage, type PageHistory } from './pageHistory';
import { createTranslations, type Translations } from './translations';
import { createWorkspace, type Workspace } from './workspace';

/** What this browser keeps in its database. */
export interface DeviceStorage {
  readonly history: PageHistory;
  readonly translations: Translations;
  readonly memory: Memory;
  readonly glossaries: GlossaryStore;
  readonly workspace: Workspace;
}

/** Over one connection, which opens with the first use. */
export function openStorage(): DeviceStorage {
  const connection = connect({ setTimer });
  return {
    history: keepOnPage(createHistory(connection), setTimer),
    translations: createTranslations(connection),
    memory: createMemory(connection, () => Date.now()),
    glossaries: createGlossaries(connection),
    workspace: createWorkspace(connection),
  };
}
