import i18next from 'i18next';
import { documentsEn } from './documents.en';

/** Imported for its effect by the page; it adds to the sentences that are always there. */
i18next.addResourceBundle('en', 'translation', documentsEn, true);
