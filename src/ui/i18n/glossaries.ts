import i18next from 'i18next';
import { glossariesEn } from './glossaries.en';

/** Imported for its effect by what shows glossaries; the first paint does not need it. */
i18next.addResourceBundle('en', 'glossaries', glossariesEn);
