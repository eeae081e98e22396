import { spawn } from 'node:child_process';

/** Where a command's output goes: as it comes, to this process's own, or all to a function. */
export type Output = 'through' | ((text: string) => void);

export interface Command {
  readonly line: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command; gives its exit code, 1 for one that cannot be started. */
export function execute({ line, env = {} }: Command, output: Output): Promise<number> {
  const [program = '', ...args] = line.split(' ');
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: output === 'through' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...env },
    });
    if (output !== 'through') {
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding('utf8').on('data', output);
      }
    }
    child.on('error', (error) => {
      if (output === 'through') console.error(error.message);
      else output(`${error.message}\n`);
      resolve(1);
    });
    // Not `exit`, after which output may still come.
    child.on('close', (code) => {
      resolve(code ?? 1);
    });
  });
}
