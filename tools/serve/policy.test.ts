import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './policy';

/** The text that a module of react-aria puts into a style element, read out of the installed package. */
function libraryStyle(module: string): string {
  const source = readFileSync(`node_modules/react-aria/dist/private/${module}.mjs`, 'utf8');
  const template = /\.textContent = `([^`]*)`\.trim\(\)/.exec(source)?.[1];
  const attribute = /PRESSABLE_ATTRIBUTE = '([^']*)'/.exec(source)?.[1] ?? '';
  return template!.replace(/\$\{[^}]*PRESSABLE_ATTRIBUTE\}/, attribute).trim();
}

describe('contentSecurityPolicy', () => {
  // The second is for iOS alone, so that no test in Chromium would miss it.
  it.each(['interactions/usePress', 'overlays/usePreventScroll'])(
    'allows the style of the installed %s',
    (module) => {
      const hash = createHash('sha256').update(libraryStyle(module)).digest('base64');
      expect(contentSecurityPolicy('header')).toContain(`'sha256-${hash}'`);
    },
  );

  it('says in the page all that a page can say', () => {
    expect(`${contentSecurityPolicy('meta')}; frame-ancestors 'none'`).toBe(
      contentSecurityPolicy('header'),
    );
  });
});
