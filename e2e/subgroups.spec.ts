import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Library } from '../compiler/library';
import { readGolden } from '../compiler/golden/read';
import sections from '../compiler/modellib/sections.json' with { type: 'json' };
import { buildPage, type BuiltPage } from './support/builtPage';
import { expect, test } from './support/fixtures';
import { compare } from './support/library/compare';

/*
 * Tests which kernels a device gets. The demo's rows are too short for subgroup kernels, so one of its
 * kernels gets a twin here that differs only in its text.
 */

const kernel = 'best_of_chunks_kernel';
const folder = mkdtempSync(join(tmpdir(), 'bayling-subgroups-'));
const golden = readGolden().prompts[0]!;
let site: BuiltPage;

test.beforeAll(async () => {
  const path = '../public/models/libs/bayling-demo-q4f32_1.wasm';
  const bytes = new Uint8Array(readFileSync(fileURLToPath(new URL(path, import.meta.url))));
  const { code } = (await Library.open(bytes)).shaders().find(({ name }) => name === kernel)!;
  const twin = `enable subgroups;\n${code}\n// acc subgroupShuffleDown`;
  writeFileSync(join(folder, 'twin.wasm'), withSection(bytes, { [kernel]: twin }));
  site = await buildPage(new URL('./support/library/', import.meta.url), { libraries: folder });
});

test.afterAll(async () => {
  await site.stop();
  rmSync(folder, { recursive: true });
});

interface Device {
  readonly name: string;
  readonly used: number;
  readonly withoutFeature?: true;
  /** Code in the probe, and its replacement. */
  readonly probe?: readonly [code: string, instead: string];
}

const devices: readonly Device[] = [
  { name: 'a device with subgroups gets the kernels for them', used: 1 },
  { name: 'one without does not', used: 0, withoutFeature: true },
  {
    name: 'nor does one that puts its threads in another order',
    used: 0,
    probe: ['subgroupShuffleDown(at, 1u)', '(at ^ 2u)'],
  },
  {
    name: 'nor one that does not know what it says it does',
    used: 0,
    probe: ['subgroupShuffleDown(at, 2u)', 'nothing_known(at, 2u)'],
  },
];

for (const { name, used, ...device } of devices) {
  test(name, async ({ profile }) => {
    const page = await profile.newPage();
    await page.goto(site.address);
    await page.waitForFunction(() => 'library' in window);
    const count = await page.evaluate(({ withoutFeature, probe: [code, instead] = ['', ''] }) => {
      const { prototype } = GPUDevice;
      const { createShaderModule } = prototype;
      prototype.createShaderModule = function (wanted) {
        return createShaderModule.call(this, {
          ...wanted,
          code: wanted.code.replace(code, instead),
        });
      };
      if (withoutFeature) {
        const { get } = Object.getOwnPropertyDescriptor(GPUAdapter.prototype, 'features')!;
        Object.defineProperty(GPUAdapter.prototype, 'features', {
          get(this: GPUAdapter) {
            const features = get!.call(this) as GPUSupportedFeatures;
            return new Set([...features].filter((feature) => feature !== 'subgroups'));
          },
        });
      }
      return window.library.load('models/demo/q4f32_1', 'libraries/twin.wasm', true);
    }, device);
    expect(count).toBe(used);
    const [steps] = await page.evaluate(
      ({ ids, length }) => window.library.decode([ids], length, 0),
      { ids: [...golden.promptIds], length: golden.steps.length },
    );
    compare(steps, golden);
    await page.evaluate(() => window.library.forget());
    await page.close();
  });
}

/** The library with a custom section at the end, as compiler/modellib/wasm.py writes it. */
function withSection(bytes: Uint8Array, kernels: Record<string, string>): Uint8Array {
  const name = new TextEncoder().encode(sections.subgroupKernels);
  const content = new TextEncoder().encode(JSON.stringify(kernels));
  const length = leb(name.length);
  const size = leb(length.length + name.length + content.length);
  return Uint8Array.from([...bytes, 0, ...size, ...length, ...name, ...content]);
}

function leb(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...leb(value >> 7)];
}
