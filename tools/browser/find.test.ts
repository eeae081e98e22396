import { describe, expect, it } from 'vitest';
import { findBrowser } from './find';

function find(env: Record<string, string>, ...programs: string[]) {
  return findBrowser({
    env,
    isExecutable: (path) => programs.includes(path),
    playwrightsOwn: () => '/cache/playwright/chrome',
  });
}

const PATH = '/usr/local/bin:/usr/bin';

describe('findBrowser', () => {
  it('obeys the variable before all else', () => {
    const env = { PATH, BAYLING_BROWSER: '/opt/mine', CHROME_PATH: '/opt/other' };
    expect(find(env, '/opt/mine', '/opt/other', '/usr/bin/chromium')).toBe('/opt/mine');
  });

  it('takes the second variable when the first is empty', () => {
    const env = { PATH, BAYLING_BROWSER: '', CHROME_PATH: '/opt/other' };
    expect(find(env, '/opt/other', '/usr/bin/chromium')).toBe('/opt/other');
  });

  it('refuses a variable that names nothing, rather than using another browser', () => {
    const env = { PATH, BAYLING_BROWSER: '/opt/gone' };
    expect(() => find(env, '/usr/bin/chromium')).toThrow(
      'BAYLING_BROWSER is not the path of a program: /opt/gone',
    );
  });

  it('prefers an installed browser to the one of Playwright', () => {
    expect(find({ PATH }, '/usr/bin/google-chrome', '/cache/playwright/chrome')).toBe(
      '/usr/bin/google-chrome',
    );
  });

  it('prefers Chromium to Chrome, wherever they are', () => {
    expect(find({ PATH }, '/usr/local/bin/google-chrome', '/usr/bin/chromium')).toBe(
      '/usr/bin/chromium',
    );
  });

  it('falls back to the one of Playwright', () => {
    expect(find({ PATH }, '/cache/playwright/chrome')).toBe('/cache/playwright/chrome');
  });

  it('says so when there is none', () => {
    expect(find({ PATH })).toBeUndefined();
    expect(find({})).toBeUndefined();
  });
});
