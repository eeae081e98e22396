import i18next from 'i18next';
import { reachEn } from './reach.en';

/** Imported for its effect by what shows it; the first paint does not need it. */
i18next.addResourceBundle('en', 'reach', reachEn);
