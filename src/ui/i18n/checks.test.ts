import { createInstance } from 'i18next';
import { describe, expect, it } from 'vitest';
import { checkKinds, type CheckKind } from '../../core/translation/types';
import { checksEn } from './checks.en';
import { checksZh } from './checks.zh';

const i18n = createInstance();
await i18n.init({
  ns: ['checks'],
  interpolation: { escapeValue: false },
  resources: { en: { checks: checksEn }, 'zh-Hans': { checks: checksZh } },
});
const say = (lng: string, kind: CheckKind, about: readonly string[]): string =>
  i18n.t(`checks:${kind}`, { lng, about, count: about.length });

describe('the reasons of checks', () => {
  it.each(['en', 'zh-Hans'])('are there for each kind, with what it is about: %s', (lng) => {
    for (const kind of checkKinds.filter((one) => one !== 'placed')) {
      expect(say(lng, kind, ['A1', 'B2']), kind).toMatch(/A1.+B2/);
      expect(say(lng, kind, ['A1']), kind).toMatch(/A1.*[.。”]/);
    }
  });

  it('list and count as the language does', () => {
    expect(say('en', 'number', ['2,500'])).toBe('Check this number: 2,500.');
    expect(say('en', 'number', ['3', '4', '5'])).toBe('Check these numbers: 3, 4, and 5.');
    expect(say('zh-Hans', 'number', ['3', '4', '5'])).toBe('请核对这些数字：3、4和5。');
  });
});
