import { diagnosticsZh } from './diagnostics.zh';
import { modelsZh } from './models.zh';
import { refineZh } from './refine.zh';
import { settingsZh } from './settings.zh';
import { unsupportedZh } from './unsupported.zh';
import { workspaceZh } from './workspace.zh';
import { zh } from './zh';

/** All sentences in Simplified Chinese, by namespace. */
export const chinese = {
  translation: zh,
  models: modelsZh,
  diagnostics: diagnosticsZh,
  refine: refineZh,
  settings: settingsZh,
  unsupported: unsupportedZh,
  workspace: workspaceZh,
};
