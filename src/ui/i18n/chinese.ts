import { diagnosticsZh } from './diagnostics.zh';
import { historyZh } from './history.zh';
import { modelsZh } from './models.zh';
import { settingsZh } from './settings.zh';
import { unsupportedZh } from './unsupported.zh';
import { zh } from './zh';

/** All sentences in Simplified Chinese, by namespace. */
export const chinese = {
  translation: zh,
  models: modelsZh,
  diagnostics: diagnosticsZh,
  history: historyZh,
  settings: settingsZh,
  unsupported: unsupportedZh,
};
