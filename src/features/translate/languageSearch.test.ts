import { describe, expect, it } from 'vitest';
import { searchableLanguages, searchLanguages } from './languageSearch';

const english = searchableLanguages('en');
const chinese = searchableLanguages('zh-Hans');
const find = (all: typeof english, typed: string) =>
  searchLanguages(all, typed).map(({ language }) => language.code);

describe('language search', () => {
  it("knows all 102, in the user's order", () => {
    expect(find(english, '')).toHaveLength(102);
    expect(english[0]?.name).toBe('Afrikaans');
    expect(english.map(({ name }) => name)).not.toEqual(chinese.map(({ name }) => name));
  });

  it.each([
    ['fr', 'fra'],
    ['french', 'fra'],
    ['Français', 'fra'],
    ['francais', 'fra'],
    ['法语', 'fra'],
    ['zho_simpl', 'zho_simpl'],
    ['简体', 'zho_simpl'],
    ['العربية', 'ara'],
    ['日本', 'jpn'],
    ['sorani', 'ckb'],
  ])('finds %s first as %s', (typed, code) => {
    expect(find(english, typed)[0]).toBe(code);
    expect(find(chinese, typed)[0]).toBe(code);
  });

  it('finds words inside a name after beginnings', () => {
    expect(find(english, 'traditional')[0]).toBe('zho_trad');
    expect(find(english, 'xyzzy')).toEqual([]);
  });
});
