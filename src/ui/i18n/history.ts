import i18next from 'i18next';
import { historyEn } from './history.en';

/** Imported for its effect by what shows the history; the first paint does not need it. */
i18next.addResourceBundle('en', 'history', historyEn);
