import i18next from 'i18next';
import { modelsEn } from './models.en';

/** Imported for its effect by the pages about models; the first paint does not need it. */
i18next.addResourceBundle('en', 'models', modelsEn);
