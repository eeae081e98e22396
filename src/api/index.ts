/** For embedders: `createApi` makes the object at `window.bayling`. */
export { createApi } from './api';
export type * from './types';
