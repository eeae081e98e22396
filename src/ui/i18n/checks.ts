import i18next from 'i18next';
import { checksEn } from './checks.en';

/** Imported for its effect by what shows checks; the first paint does not need it. */
i18next.addResourceBundle('en', 'checks', checksEn);
