export { detectByScript, loadDetector, type Detection, type Detector } from './detect';
export { findLanguage } from './find';
export { languages, type Language } from './table';
