import i18next from 'i18next';
import { unsupportedEn } from './unsupported.en';

/** Imported for its effect by the page that shows it; the first paint does not need it. */
i18next.addResourceBundle('en', 'unsupported', unsupportedEn);
