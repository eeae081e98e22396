import { checksZh } from './checks.zh';
import { diagnosticsZh } from './diagnostics.zh';
import { documentsZh } from './documents.zh';
import { footnotesZh } from './footnotes.zh';
import { languagesZh } from './languages.zh';
import { glossariesZh } from './glossaries.zh';
import { historyZh } from './history.zh';
import { modelsZh } from './models.zh';
import { reachZh } from './reach.zh';
import { refineZh } from './refine.zh';
import { settingsZh } from './settings.zh';
import { unsupportedZh } from './unsupported.zh';
import { workspaceZh } from './workspace.zh';
import { zh } from './zh';

/** All sentences in Simplified Chinese, by namespace. */
export const chinese = {
  translation: zh,
  checks: checksZh,
  models: modelsZh,
  diagnostics: diagnosticsZh,
  documents: documentsZh,
  reach: reachZh,
  refine: refineZh,
  history: historyZh,
  settings: settingsZh,
  glossaries: glossariesZh,
  unsupported: unsupportedZh,
  footnotes: footnotesZh,
  languages: languagesZh,
  workspace: workspaceZh,
};
