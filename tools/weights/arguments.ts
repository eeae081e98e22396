import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

const json = { type: 'boolean', default: false } as const;

type Values<T extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: T & { json: typeof json } }>
>['values'];

/** The subject of a command, and its options; undefined if they are wrong. */
export function readArguments<T extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: T,
): { readonly subject: string; readonly values: Values<T> } | undefined {
  try {
    const config = { ...options, json };
    const parsed = parseArgs({ args: [...args], allowPositionals: true, options: config });
    const [subject, ...rest] = parsed.positionals;
    if (subject === undefined || rest.length > 0) return undefined;
    return { subject, values: parsed.values };
  } catch {
    return undefined;
  }
}

/** A whole number in decimal digits; NaN for anything else. */
export function readNumber(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : NaN;
}
