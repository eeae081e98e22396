import { use } from 'react';
import { useStore } from 'zustand';
import type { DocumentsActions, DocumentsState } from '../../state/documents/types';
import { useStores } from '../stores';

/** Part of the documents, which are read when they are first needed. */
export function useDocuments<T>(selector: (state: DocumentsState) => T): T {
  return useStore(use(useStores().documents()), selector);
}

/** What can be done with them. */
export function useDocumentActions(): DocumentsActions {
  return use(useStores().documents()).getState();
}
