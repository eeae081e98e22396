interface TrustedTypes {
  createPolicy(
    name: 'preview',
    rules: { createHTML(markup: string): string },
  ): { createHTML(markup: string): unknown };
}

const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
const policy = trustedTypes?.createPolicy('preview', { createHTML: (markup) => markup });

/** A page of `documents/preview`, for a sandboxed frame alone, as the browser takes markup there. */
export function trustedPage(markup: string): unknown {
  return policy?.createHTML(markup) ?? markup;
}
