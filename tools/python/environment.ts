import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages, run, succeeds } from '../programs';

/**
 * A virtual environment of this project, made anew when its requirements have changed.
 *
 * @param folder Where, under .cache.
 * @param requirements A file of pip's, with exact versions.
 * @returns The folder of its programs, `python` among them.
 * @throws Error when Python is missing and may not be installed, or pip fails.
 */
export function ensureEnvironment(folder: string, requirements: string): string {
  const programs = join(folder, 'bin');
  const stamp = join(folder, 'requirements.sha256');
  const wanted = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return programs;
  // Without the python3-venv package, python3 is there and venv fails for want of ensurepip.
  if (!succeeds('python3', '-c', 'import ensurepip, venv')) {
    installPackages(['python3', 'python3-venv']);
  }
  run('python3', ['-m', 'venv', folder]);
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  run(join(programs, 'python'), [...install, '--requirement', requirements]);
  writeFileSync(stamp, wanted);
  return programs;
}
