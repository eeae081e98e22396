import { chatEn } from './chat.en';
import { checksEn } from './checks.en';
import { diagnosticsEn } from './diagnostics.en';
import { documentsEn } from './documents.en';
import { en } from './en';
import { errorsEn } from './errors.en';
import { footnotesEn } from './footnotes.en';
import { glossariesEn } from './glossaries.en';
import { historyEn } from './history.en';
import { languagesEn } from './languages.en';
import { modelsEn } from './models.en';
import { reachEn } from './reach.en';
import { refineEn } from './refine.en';
import { settingsEn } from './settings.en';
import { translateEn } from './translate.en';
import { unsupportedEn } from './unsupported.en';
import { workspaceEn } from './workspace.en';

/** All sentences in English, by namespace: what other languages are translated from. The page fetches them in parts. */
export const english = {
  translation: { ...en, ...translateEn, ...chatEn, ...errorsEn },
  models: modelsEn,
  checks: checksEn,
  diagnostics: diagnosticsEn,
  documents: documentsEn,
  reach: reachEn,
  refine: refineEn,
  settings: settingsEn,
  unsupported: unsupportedEn,
  footnotes: footnotesEn,
  history: historyEn,
  languages: languagesEn,
  glossaries: glossariesEn,
  workspace: workspaceEn,
} as const;
