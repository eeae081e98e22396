import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createSiteServer } from '../serve/server';
import { listen } from '../serve/listen';
import { differences, questions, siteFiles } from './compare';
import { ensureHost, hosts, withHost } from './hosts';

/** Runs each server by its recipe in hosting/, and compares its answers with those of `npm run serve`. */
async function main(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'bayling-hosting-'));
  const site = join(folder, 'site');
  for (const [name, text] of Object.entries(siteFiles)) {
    mkdirSync(dirname(join(site, name)), { recursive: true });
    writeFileSync(join(site, name), text);
  }
  const server = createSiteServer({ folder: site, base: '/' });
  const reference = `http://127.0.0.1:${await listen(server)}`;
  let failed = 0;
  try {
    for (const host of hosts) {
      ensureHost(host);
      const found = await withHost(host, site, folder, (address) =>
        differences(address, reference),
      );
      for (const one of found) console.error(`${host.program}: ${one}`);
      console.log(`${host.program}: ${found.length} differences in ${questions.length} answers`);
      failed += found.length;
    }
  } finally {
    server.close();
    server.closeAllConnections();
    rmSync(folder, { recursive: true });
  }
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
