/** The sentences of the page for browsers that cannot run the models, fetched with it. */
export const unsupportedEn = {
  title: 'This browser cannot run the models yet',
  kept: 'Your text and your conversations are kept on this device.',
  todo: 'What to do',
  chrome:
    'Chrome or Edge: update to version 121 or later, and turn on “Use graphics acceleration when available” in Settings > System.',
  linux:
    'Chrome on Linux: open chrome://flags, enable “Unsafe WebGPU Support” and “Vulkan”, and restart.',
  safari: 'Safari: use version 26 or later (macOS 26, iOS 26).',
  firefox:
    'Firefox: use version 141 or later on Windows, 145 or later on a Mac with Apple silicon; elsewhere Firefox Nightly.',
  drivers: 'Update the graphics driver, close other demanding pages and reload.',
  remote: 'A remote desktop or a virtual machine may have no graphics processor.',
  retry: 'Check again',
  details: 'What was found',
} as const;
