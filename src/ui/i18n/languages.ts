import i18next from 'i18next';
import { languagesEn } from './languages.en';

/** Imported for its effect by the page that translates; the first paint does not need it. */
i18next.addResourceBundle('en', 'languages', languagesEn);
