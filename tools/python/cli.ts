import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureEnvironment } from './environment';

/** Runs ruff on all Python here, by the rules of pyproject.toml; `--fix` mends what can be mended. */
const root = fileURLToPath(new URL('../..', import.meta.url));
const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url));
const programs = ensureEnvironment(join(root, '.cache', 'ruff-venv'), requirements);
const args = ['check', '--cache-dir', '.cache/ruff', ...process.argv.slice(2)];
process.exitCode =
  spawnSync(join(programs, 'ruff'), args, { cwd: root, stdio: 'inherit' }).status ?? 1;
