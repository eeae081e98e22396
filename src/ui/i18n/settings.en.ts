/** The sentences of the settings, which are fetched with what shows them. */
export const settingsEn = {
  title: 'Settings',
  appearance: 'Appearance',
  models: 'Models',
  packageHost: 'Server for ready-to-use models',
  packageHostText: 'Its models need no conversion. Leave empty if you have none.',
  hub: 'Download site for the official models',
  hubText: 'A mirror works as well.',
  hubLayout: 'Kind of download site',
  checkWhole: 'Verify official files in full, even after a pause (slower)',
  save: 'Save',
  saved: 'Saved',
  reset: 'Reset',
  notKept: 'This browser does not let the app store settings: they last until this tab is closed.',
  repaired: 'Some stored settings could not be read; they are as at the first visit.',
  badAddress: 'Enter an address that starts with https:// or http://localhost.',
  data: 'Data on this device',
  dataText:
    'Conversations, translations, memory, glossaries, settings and downloaded models are stored only in this browser.',
  clear: 'Clear all data',
  clearAsk: 'Clear all data on this device?',
  clearText:
    'All conversations, translations, memory, glossaries, settings and downloaded models will be removed. This cannot be undone.',
} as const;
