import { contentSecurityPolicy } from './policy';

/** With every answer, whatever its status. The policy of one script is another one: {@link ownPolicy}. */
export const securityHeaders = {
  'Content-Security-Policy': contentSecurityPolicy('header'),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** The script of src/models/modelsWorker.ts, whose policy lets it fetch from other hosts. */
export const ownPolicy = {
  path: /^\/assets\/modelsWorker-[\w-]+\.js$/,
  policy: contentSecurityPolicy('models-worker'),
} as const;

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
