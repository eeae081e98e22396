import { spawnSync } from 'node:child_process';

/** Runs a program on this terminal. @throws Error when it fails. */
export function run(program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  // Standard output is for the machine-readable answer, so the program's goes to standard error.
  const done = spawnSync(program, args, {
    stdio: ['ignore', 2, 2],
    env: { ...process.env, ...env },
  });
  if (done.status !== 0) throw new Error(`${program} ${args.join(' ')} failed`);
}

/** Whether a program is there and ends well. Prints nothing. */
export function succeeds(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: 'ignore' }).status === 0;
}

/** Installs Debian packages. @throws Error with what to install when this process may not. */
export function installPackages(names: readonly string[]): void {
  if (process.getuid?.() !== 0 || !succeeds('apt-get', '--version')) {
    throw new Error(`Install these packages: ${names.join(' ')}`);
  }
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '--quiet'], env);
  run('apt-get', ['install', '--yes', '--quiet', '--no-install-recommends', ...names], env);
}
