import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { listen } from './listen';
import { createSiteServer } from './server';

const usage = `Usage: npm run serve -- [--port 4173] [--base /] [--folder dist]
Serves the built app on this machine with the headers of production.`;

interface Options {
  readonly port: number;
  readonly base: string;
  readonly folder: string;
}

function readOptions(): Options | undefined {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '4173' },
        base: { type: 'string', default: '/' },
        folder: { type: 'string', default: 'dist' },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535) return undefined;
    return { port, base: `/${values.base}/`.replace(/\/+/g, '/'), folder: values.folder };
  } catch {
    return undefined;
  }
}

async function serve({ port, base, folder }: Options): Promise<void> {
  if (!existsSync(`${folder}/index.html`))
    fail(`There is no build in ${folder}/. Run \`npm run build\` first.`, 1);
  const server = createSiteServer({ folder, base });
  // Only this machine. By number, because web-llm treats the name `localhost` in addresses specially.
  const actual = await listen(server, port).catch((error: unknown) =>
    fail(error instanceof Error ? error.message : String(error), 1),
  );
  console.log(`BayLing is at http://127.0.0.1:${actual}${base} (stop with Ctrl+C)`);
}

function fail(text: string, code: 1 | 2): never {
  console.error(text);
  process.exit(code);
}

const options = readOptions();
if (options) await serve(options);
else fail(usage, 2);
