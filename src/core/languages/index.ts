export { languages, type Language } from './table';
export { findLanguage } from './find';
