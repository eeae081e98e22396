import { checksZh } from './checks.zh';
import { diagnosticsZh } from './diagnostics.zh';
import { modelsZh } from './models.zh';
import { settingsZh } from './settings.zh';
import { unsupportedZh } from './unsupported.zh';
import { zh } from './zh';

/** All sentences in Simplified Chinese, by namespace. */
export const chinese = {
  translation: zh,
  checks: checksZh,
  models: modelsZh,
  diagnostics: diagnosticsZh,
  settings: settingsZh,
  unsupported: unsupportedZh,
};
