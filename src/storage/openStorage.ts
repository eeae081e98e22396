import { setTimer } from '../core/timer';
import type { GlossaryStore } from '../core/terms/types';
import {
  makeBackup,
  restoreBackup,
  type RestoreMode,
  type RestoreReport,
  type SmallTexts,
} from './backup';
import { connect } from './database';
import { createDocuments, type Documents } from './documents';
import { createGlossaries } from './glossaries';
import { createHistory } from './history';
import { createMemory, type Memory } from './memory';
import { keepOnPage, type PageHistory } from './pageHistory';
import { privateMemory, privateTranslations, privateWorkspace, type IsPrivate } from './private';
import { allStores, measureKind, type Kind, type KindSize } from './sizes';
import { createTranslations, type Translations } from './translations';
import { createWorkspace, type Workspace } from './workspace';

/** What this browser keeps in its database. */
export interface DeviceStorage {
  readonly history: PageHistory;
  readonly translations: Translations;
  readonly memory: Memory;
  readonly glossaries: GlossaryStore;
  readonly workspace: Workspace;
  readonly documents: Documents;
  measure(kind: Kind): Promise<KindSize>;
  backup(): Promise<Blob>;
  /** See {@link restoreBackup}. */
  restore(file: Blob, mode: RestoreMode): Promise<RestoreReport>;
  /** Deletes all of it. */
  clear(): Promise<void>;
}

/** Over one connection, which opens with the first use. */
export function openStorage(small: SmallTexts, isPrivate: IsPrivate): DeviceStorage {
  const connection = connect({ setTimer });
  const history = keepOnPage(createHistory(connection), setTimer, isPrivate);
  return {
    history,
    translations: privateTranslations(createTranslations(connection), isPrivate),
    memory: privateMemory(
      createMemory(connection, () => Date.now()),
      isPrivate,
    ),
    glossaries: createGlossaries(connection),
    workspace: privateWorkspace(createWorkspace(connection), isPrivate),
    documents: createDocuments(connection),
    measure: (kind) => measureKind(connection, kind),
    backup: () => makeBackup(connection, small, Date.now()),
    restore: (file, mode) => restoreBackup(connection, small, file, mode),
    clear: () =>
      connection.use(async (database) => {
        const transaction = database.transaction(allStores, 'readwrite');
        const cleared = allStores.map((store) => transaction.objectStore(store).clear());
        await Promise.all([...cleared, transaction.done]);
      }),
  };
}
