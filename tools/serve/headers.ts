export const cacheControl = {
  /** Names under assets/ carry a hash of their content, so what they hold never changes. */
  hashed: 'public, max-age=31536000, immutable',
  /** Other files: kept, but asked for again. */
  files: 'no-cache',
  /** What is no file. */
  none: 'no-store',
} as const;

/** For how long a file is good, by its path within the site, with a slash in front. */
export function cacheControlOf(path: string): string {
  return path.startsWith('/assets/') ? cacheControl.hashed : cacheControl.files;
}
