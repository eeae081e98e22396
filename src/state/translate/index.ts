export { maxKeptLength, readDraft } from './draft';
export { createTranslateStore, maxDocumentLength, maxSourceLength } from './store';
export type * from './types';
