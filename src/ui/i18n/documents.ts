import i18next from 'i18next';
import { documentsEn } from './documents.en';

/** Imported for its effect by what shows documents; the first paint does not need it. */
i18next.addResourceBundle('en', 'documents', documentsEn);
