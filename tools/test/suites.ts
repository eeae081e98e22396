/** A suite in the browser that takes minutes, and that only what it depends on can break. */
export interface Suite {
  readonly name: string;
  readonly spec: string;
  /** Files that it takes without naming them; `*` stands for any of a folder. */
  readonly besides: readonly string[];
}

/** Of every suite: how it is run, and with which versions. */
const always = ['playwright.config.ts', 'package-lock.json'];
/** The demo's package is made of its checkpoint when the app is built. */
const demo = [
  ...always,
  ...['demo/checkpoint/*', 'tools/weights/models.ts'],
  ...['public/models/libs/bayling-demo-*.wasm', 'compiler/golden/demo-*.json'],
];

/** Those that `npm test` leaves out where the record says that they passed on this very tree. */
export const suites: readonly Suite[] = [
  { name: 'subgroups', spec: 'e2e/subgroups.spec.ts', besides: demo },
  { name: 'beams', spec: 'e2e/beam.spec.ts', besides: demo },
  { name: 'mixes', spec: 'e2e/batch.spec.ts', besides: demo },
  {
    name: 'full-width',
    spec: 'e2e/full-width.spec.ts',
    besides: [...always, 'compiler/golden/llama-*.json', 'compiler/testlibs/*.wasm'],
  },
];
