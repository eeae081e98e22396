import i18next from 'i18next';
import { settingsEn } from './settings.en';

/** Imported for its effect by what shows settings; the first paint does not need it. */
i18next.addResourceBundle('en', 'settings', settingsEn);
