import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
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

function serve({ port, base, folder }: Options): void {
  if (!existsSync(`${folder}/index.html`))
    fail(`There is no build in ${folder}/. Run \`npm run build\` first.`, 1);
  const server = createSiteServer({ folder, base });
  server.on('error', (error) => fail(`Cannot listen on port ${port}: ${error.message}`, 1));
  // Only this machine. By number, because web-llm treats the name `localhost` in addresses specially.
  server.listen(port, '127.0.0.1', () => {
    const address = server.address();
    if (typeof address === 'object' && address) {
      console.log(`BayLing is at http://127.0.0.1:${address.port}${base} (stop with Ctrl+C)`);
    }
  });
}

function fail(text: string, code: 1 | 2): never {
  console.error(text);
  process.exit(code);
}

const options = readOptions();
if (options) serve(options);
else fail(usage, 2);
