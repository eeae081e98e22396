/** The Content-Security-Policy, directive by directive. Nothing leaves the page's own origin. */
const directives: Readonly<Record<string, readonly string[]>> = {
  'default-src': ["'none'"],
  // WebAssembly runs the tokenizer and the model library; JavaScript is never built from text.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'worker-src': ["'self'"],
  'connect-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'blob:', 'data:'],
  'font-src': ["'self'"],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

/** Directives that a browser ignores, with a warning, in a `<meta>` element. */
const headerOnly = new Set(['frame-ancestors']);

/**
 * The policy as one string.
 *
 * @param place `header` for a response, `meta` for the element in index.html, which makes any static
 *   host enforce all but `frame-ancestors`.
 */
export function contentSecurityPolicy(place: 'header' | 'meta'): string {
  return Object.entries(directives)
    .filter(([name]) => place === 'header' || !headerOnly.has(name))
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}
