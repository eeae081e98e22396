import i18next from 'i18next';
import { modelsEn } from './models.en';

/** Imported for its effect by the pages that speak of models; the first paint does without. */
i18next.addResourceBundle('en', 'models', modelsEn);
