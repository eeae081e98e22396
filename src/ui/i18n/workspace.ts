import i18next from 'i18next';
import { workspaceEn } from './workspace.en';

/** Imported for its effect by what shows a translation; the first paint does not need it. */
i18next.addResourceBundle('en', 'workspace', workspaceEn);
