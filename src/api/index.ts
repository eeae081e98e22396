/**
 * For embedders: `createApi`, the object at `window.bayling`. For this app's own state:
 * `translateText`, the one way a text is translated, which rejects with AppError.
 */
export type * from './types';
