import type { Quantization } from '../src/core/catalog';
import { FaultyServer } from '../testing/server/faultyServer';
import { checkpointFiles, checkpointFolder, serveCheckpoint } from './support/weights/checkpoint';
import { expect, test } from './support/weights/fixtures';
import { demoFiles, demoFolder, expectWhole, published } from './support/weights/packages';
import { MANIFEST } from '../src/core/package/manifest';

/** However a model is fetched, it equals what Node makes from its checkpoint, byte for byte. */
for (const quantization of ['q4f16_1', 'q4f32_1'] satisfies Quantization[]) {
  const files = demoFiles(quantization);

  test(`${quantization}: a checkpoint at a hub`, async ({ host, hostAddress, openTab }) => {
    const cdn = new FaultyServer();
    serveCheckpoint(host, cdn, await cdn.start());
    const { library } = published(host, quantization, files);
    const tab = await openTab({ base: hostAddress, libraries: { [library.path]: library } });
    const ended = await tab.ensure(quantization, { kind: 'hub', address: hostAddress });
    expectWhole(await tab.hold(), ended, { files, library });
    expect(host.requests).toContain('/demo/checkpoint/resolve/c0ffee/model.safetensors');
    expect(cdn.requests).toContain('/cdn/c0ffee/model.safetensors');
    await cdn.stop();
  });

  const disks = [
    ['checkpoint', checkpointFiles.map((name) => checkpointFolder + name)],
    [
      'package',
      [MANIFEST, ...files.map(({ path }) => path)].map((name) => demoFolder(quantization) + name),
    ],
  ] as const;
  for (const [name, paths] of disks) {
    test(`${quantization}: a ${name} on the disk`, async ({ host, hostAddress, openTab }) => {
      const { library } = published(host, quantization, files);
      const tab = await openTab({ base: hostAddress, libraries: { [library.path]: library } });
      await tab.page.locator('input').setInputFiles(paths);
      const ended = await tab.ensure(quantization, { kind: 'disk' });
      expectWhole(await tab.hold(), ended, { files, library });
      // Only the library came over the network.
      expect(new Set(host.requests)).toEqual(new Set([`/models/libs/${library.path}`]));
    });
  }
}
