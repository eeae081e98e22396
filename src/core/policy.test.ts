import { describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from './policy';

describe('contentSecurityPolicy', () => {
  it('lets nothing in but files of the own origin, and builds no script from text', () => {
    const header = contentSecurityPolicy('header');
    expect(header).toContain("default-src 'none'");
    expect(header).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
  });

  it('says in the page all that a page can say', () => {
    const trusted = "; require-trusted-types-for 'script'; trusted-types default preview";
    expect(contentSecurityPolicy('meta').replace(trusted, "; frame-ancestors 'none'")).toBe(
      contentSecurityPolicy('header'),
    );
  });

  it('lets the worker that brings weights fetch from elsewhere, and gives it nothing else', () => {
    const worker = contentSecurityPolicy('models-worker');
    expect(worker).toContain("connect-src 'self' https: http://localhost:* http://127.0.0.1:*");
    expect(worker.replace(/connect-src [^;]*/, "connect-src 'self'")).toBe(
      contentSecurityPolicy('header'),
    );
  });
});
