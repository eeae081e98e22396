/** What WebGPU needs where it has no window and perhaps no GPU. The rest keeps the browser quiet. */
export const browserArguments = [
  '--no-sandbox',
  '--enable-unsafe-webgpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
