import i18next from 'i18next';
import { translateEn } from './translate.en';

/** Imported for its effect by the page; it adds to the sentences that are always there. */
i18next.addResourceBundle('en', 'translation', translateEn, true);
