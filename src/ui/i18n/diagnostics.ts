import i18next from 'i18next';
import { diagnosticsEn } from './diagnostics.en';

/** Imported for its effect by the diagnostics page; the first paint does not need it. */
i18next.addResourceBundle('en', 'diagnostics', diagnosticsEn);
