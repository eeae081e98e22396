import { createHash } from 'node:crypto';

/**
 * Two style elements of react-aria-components, allowed by their content. They keep a press from
 * scrolling, and an overlay on iOS from dragging the page along. Their text is in
 * `interactions/usePress` and `overlays/usePreventScroll` of the package `react-aria`.
 */
const libraryStyles = [
  `@layer {
  [data-react-aria-pressable] {
    touch-action: pan-x pan-y pinch-zoom;
  }
}`,
  `@layer {
  * {
    overscroll-behavior: contain;
  }
}`,
];

/** The Content-Security-Policy, directive by directive. Nothing leaves the page's own origin. */
function directives(styleHashes: readonly string[]): Record<string, readonly string[]> {
  return {
    'default-src': ["'none'"],
    // WebAssembly runs the tokenizer and the model library; JavaScript is never built from text.
    'script-src': ["'self'", "'wasm-unsafe-eval'"],
    'worker-src': ["'self'"],
    'connect-src': ["'self'"],
    'style-src': ["'self'", ...styleHashes],
    'img-src': ["'self'", 'blob:', 'data:'],
    'font-src': ["'self'"],
    'manifest-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
    'frame-ancestors': ["'none'"],
  };
}

/** Directives that a browser ignores, with a warning, in a `<meta>` element. */
const headerOnly = new Set(['frame-ancestors']);

/**
 * The policy as one string.
 *
 * @param place `header` for a response, `meta` for the element in index.html, which makes any static
 *   host enforce all but `frame-ancestors`.
 */
export function contentSecurityPolicy(place: 'header' | 'meta'): string {
  return Object.entries(directives(libraryStyles.map(styleHash)))
    .filter(([name]) => place === 'header' || !headerOnly.has(name))
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ');
}

function styleHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
