import i18next from 'i18next';
import { errorsEn } from './errors.en';

/** Imported for its effect by what shows failures; it adds to the sentences that are always there. */
i18next.addResourceBundle('en', 'translation', errorsEn, true);
