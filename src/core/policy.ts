/** Of the style in previews of documents, which are pages without a file of their own. */
export const previewStyleHash = "'sha256-l/gorc3ThJf7uZ78FYOgsA/1VtdV1j9wQR+2QmHWzoY='";

type Directives = Readonly<Record<string, readonly string[]>>;

/** The Content-Security-Policy, directive by directive. Nothing leaves the page's own origin. */
const everywhere: Directives = {
  'default-src': ["'none'"],
  // WebAssembly runs the tokenizer and the model library; JavaScript is never built from text.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'worker-src': ["'self'"],
  'connect-src': ["'self'"],
  'style-src': ["'self'", previewStyleHash],
  'img-src': ["'self'", 'blob:', 'data:'],
  'font-src': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
};

const header: Directives = { ...everywhere, 'frame-ancestors': ["'none'"] };

const policies = {
  /** For a response. */
  header,
  /**
   * For the element in index.html, which makes any static host enforce all but `frame-ancestors`: browsers ignore
   * that there, with a warning.
   */
  meta: {
    ...everywhere,
    // No markup and no script from text; src/app/trustedTypes.ts says which scripts are ours.
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ['default', 'preview'],
  },
  /**
   * For the only script that may fetch from elsewhere: the worker that downloads weights, from any host that the
   * user names. A worker has the policy of its own response, not of its page, and nothing that a user types is
   * ever sent to this one. Plain http is allowed only for this machine.
   */
  'models-worker': {
    ...header,
    'connect-src': ["'self'", 'https:', 'http://localhost:*', 'http://127.0.0.1:*'],
  },
} as const satisfies Readonly<Record<string, Directives>>;

/** The policy as one string. */
export function contentSecurityPolicy(place: keyof typeof policies): string {
  return Object.entries(policies[place])
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

/** With every answer of a site, whatever its status. One script has another policy: {@link ownPolicy}. */
export const securityHeaders = {
  'Content-Security-Policy': contentSecurityPolicy('header'),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // What the app has no use for, so that code which gets into it has none either.
  'Permissions-Policy': [
    ...['camera', 'geolocation', 'display-capture'],
    ...['usb', 'serial', 'hid', 'midi', 'payment'],
  ]
    .map((feature) => `${feature}=()`)
    // For dictation, which the browser does on this device or not at all.
    .concat('microphone=(self)')
    .join(', '),
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
} as const;

/** The script of src/models/modelsWorker.ts, whose policy lets it fetch from other hosts. */
export const ownPolicy = {
  path: /^\/assets\/modelsWorker-[\w-]+\.js$/,
  policy: contentSecurityPolicy('models-worker'),
} as const;

/** The headers of one file, by its path within the site, with a slash in front. */
export function securityHeadersOf(path: string): Readonly<Record<string, string>> {
  if (!ownPolicy.path.test(path)) return securityHeaders;
  return { ...securityHeaders, 'Content-Security-Policy': ownPolicy.policy };
}
