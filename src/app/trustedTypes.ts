interface TrustedTypes {
  createPolicy(name: 'default', rules: { createScriptURL(address: string): string }): void;
}

/**
 * Where the browser takes a script's address or markup only by a rule of the page, this is the rule: scripts that
 * lie below `base`, and no markup. Elsewhere it does nothing.
 */
export function trustOwnScripts(base: string): void {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  trustedTypes?.createPolicy('default', {
    createScriptURL(address) {
      if (new URL(address, base).href.startsWith(base)) return address;
      throw new TypeError(`not a script of this app: ${address}`);
    },
  });
}
