export { detectByScript, loadDetector, type Detector } from './detect';
export { findLanguage } from './find';
export { languages, type Language } from './table';
