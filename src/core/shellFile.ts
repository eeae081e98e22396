/** One file of the app's shell, as it was built. */
export interface ShellFile {
  /** Path below the scope. */
  readonly url: string;
  readonly bytes: number;
  /** Of its content, in hexadecimal digits. */
  readonly sha256: string;
  /** Its media type. */
  readonly type: string;
}

/** Whether a file is kept only once it was used: of the many slices of fonts, a reader needs few. */
export function isKeptWhenUsed({ url }: ShellFile): boolean {
  return url.startsWith('fonts/');
}
