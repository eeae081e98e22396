export { findLanguage } from './find';
export { languages, type Language } from './table';
