import { describe, expect, it } from 'vitest';
import { memoryKeyValue } from '../../testing/state/keyValue';
import { initialTranslation, otherTarget } from './firstLanguages';

interface Visit {
  readonly query?: string;
  readonly draft?: Record<string, string>;
  readonly wanted?: readonly string[];
  readonly interfaceLanguage?: string;
  readonly recentTargets?: readonly string[];
}

function pair(visit: Visit): string {
  const { query = '', draft = {}, wanted = ['en-US'] } = visit;
  const { interfaceLanguage = 'en', recentTargets = [] } = visit;
  const asked = { query: new URLSearchParams(query), session: memoryKeyValue(draft), wanted };
  const { from, to } = initialTranslation(asked, { interfaceLanguage, recentTargets });
  return `${from ?? 'detect'} → ${to}`;
}

describe('the languages at the start', () => {
  it.each<[Visit, string]>([
    [{}, 'detect → zho_simpl'],
    [{ wanted: ['zh-CN'], interfaceLanguage: 'zh-Hans' }, 'detect → eng'],
    [{ wanted: ['de-AT'] }, 'detect → deu'],
    [{ query: 'to=fr' }, 'detect → fra'],
    [{ query: 'from=en&to=fr', draft: { 'translate.to': 'deu' } }, 'eng → fra'],
    [{ recentTargets: ['ita', 'deu'] }, 'detect → ita'],
    // An address that names one language twice, or the target that would be guessed
    [{ query: 'from=zh-CN&text=3%E5%A4%A9%E5%90%8E' }, 'zho_simpl → eng'],
    [{ query: 'from=fr&to=fr&text=dans+3+jours' }, 'fra → eng'],
    [{ query: 'to=en&from=en-US&text=in+3+days' }, 'eng → zho_simpl'],
    [{ query: 'from=iw&to=he' }, 'heb → eng'],
    [{ query: 'from=en', wanted: ['zh-CN'], interfaceLanguage: 'en' }, 'eng → zho_simpl'],
    [{ query: 'from=zh', wanted: ['zh-CN'], interfaceLanguage: 'zh-Hans' }, 'zho_simpl → eng'],
    [{ query: 'from=de', wanted: ['de'] }, 'deu → eng'],
    [{ query: 'from=it', recentTargets: ['ita', 'deu'] }, 'ita → deu'],
    // A draft of one language twice
    [{ draft: { 'translate.from': 'deu', 'translate.to': 'deu' } }, 'deu → eng'],
    // Two scripts are two
    [{ query: 'from=zh-TW&to=zh-CN' }, 'zho_trad → zho_simpl'],
  ])('of %j are %s', (visit, expected) => {
    expect(pair(visit)).toBe(expected);
  });
});

describe('another target', () => {
  const choices = { interfaceLanguage: 'en', recentTargets: ['deu'] };

  it('is the latest, the own language, that of the interface, English or Chinese', () => {
    expect(otherTarget('eng', ['fr-CA'], choices)).toBe('deu');
    expect(otherTarget('deu', ['fr-CA'], choices)).toBe('fra');
    const none = { ...choices, recentTargets: [] };
    expect(otherTarget('fra', ['fr-CA'], none)).toBe('eng');
    expect(otherTarget('eng', [], none)).toBe('zho_simpl');
    expect(otherTarget('zho_simpl', ['zh-CN'], { ...none, interfaceLanguage: 'zh-Hans' })).toBe(
      'eng',
    );
  });
});
