import i18next from 'i18next';
import { refineEn } from './refine.en';

/** Imported for its effect by what works on one sentence; the first paint does not need it. */
i18next.addResourceBundle('en', 'refine', refineEn);
