import type { ErrorCode } from '../src/core/errors';
import type { Fault } from '../testing/server/faults';
import { expect, test } from './support/weights/fixtures';
import { expectWhole, publishSmall, RANGE, sentAgain } from './support/weights/packages';

/*
 * Every way in which a download can fail, through the store and into Cache storage. src/transfer tests the
 * same cases one level below; only here can it show that nothing wrong is reported ready.
 */

/** How a call ends in which it happens once. After an error, the next call succeeds. */
const faults: readonly (readonly [string, readonly Fault[], 'ready' | ErrorCode])[] = [
  ['a reset', [{ kind: 'reset' }], 'ready'],
  ['a short body', [{ kind: 'short' }], 'ready'],
  ['a stall', [{ kind: 'stall' }], 'ready'],
  ['200 for a range', [{ kind: 'whole' }], 'ready'],
  ['206 with a wrong start', [{ kind: 'wrong-start' }], 'ready'],
  ['206 with a wrong total', [{ kind: 'wrong-total' }], 'ready'],
  ['416', [{ kind: 'status', status: 416 }], 'ready'],
  ['404', [{ kind: 'status', status: 404 }], 'http-status'],
  ['403', [{ kind: 'status', status: 403 }], 'ready'],
  ['429 with Retry-After', [{ kind: 'status', status: 429, retryAfter: 1 }], 'ready'],
  ['503 twice', Array<Fault>(2).fill({ kind: 'status', status: 503 }), 'ready'],
  ['a flipped bit', [{ kind: 'flipped-bit' }], 'ready'],
  ['a page with 200', [{ kind: 'html' }], 'ready'],
  ['another ETag', [{ kind: 'changed' }], 'source-changed'],
];

/** At most one range is sent again, except after these, when the whole shard is. */
const needsAll: ReadonlySet<Fault['kind']> = new Set(['flipped-bit', 'whole']);

/** Other entries in storage: of another model, and of another program. */
const others = [
  ['webllm/model', 'https://bayling.invalid/bayling-3-8b/q4f16_1/resolve/0/params_shard_0.bin'],
  ['somebody', 'https://example.org/'],
] as const;
const shard = 'params_shard_0.bin';

test.describe.configure({ timeout: 60_000 });

for (const percent of [0, 50, 99]) {
  for (const [name, strikes, end] of faults) {
    test(`${name} at ${percent} % of a shard ends ${end}`, async ({
      host,
      hostAddress,
      openTab,
    }) => {
      const published = publishSmall(host, 'q4f32_1');
      const { quantization, library, address, shape } = published;
      host.strike(address(shard), percent / 100, ...strikes);
      const tab = await openTab({
        base: hostAddress,
        libraries: { [library.path]: library },
        shape,
        stallMs: strikes[0]?.kind === 'stall' ? 500 : 10_000,
      });
      await tab.page.evaluate(async (entries) => {
        for (const [cache, key] of entries) {
          await (await caches.open(cache)).put(key, new Response(`kept: ${key}`));
        }
      }, others);
      const before = await tab.hold();

      let ended = await tab.ensure(quantization);
      expect(host.struck).toBe(strikes.length);
      expect(ended.code ?? 'ready').toBe(end);
      expect(ended.longestSilenceMs).toBeLessThan(30_000);
      if (end !== 'ready') {
        expect(ended.data).toMatchObject({ file: shard });
        expect(await tab.state()).toMatchObject({ kind: 'partial', source: 'host' });
        ended = await tab.ensure(quantization);
      }

      const held = await tab.hold();
      expectWhole(held, ended, published);
      expect(held).toEqual(expect.arrayContaining([...before]));
      expect((await tab.state()).kind).toBe('stored');
      const { [shard]: again = 0, ...rest } = sentAgain(host, published);
      expect(again).toBeLessThanOrEqual(
        needsAll.has(strikes[0]!.kind) ? published.files[0]!.bytes : RANGE,
      );
      expect(rest).toEqual({});
    });
  }
}
