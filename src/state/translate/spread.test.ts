import { describe, expect, it } from 'vitest';
import { newSegment } from '../../core/translation/match';
import { readTarget } from '../../core/translation/read';
import type { Translation } from '../../core/translation/types';
import { spreadTarget } from './spread';
import { wordDiff } from './wordDiff';

const of = (lead: string, ...all: readonly (readonly [string, string])[]): Translation => ({
  lead,
  segments: all.map(([target, gap], i) => ({
    ...newSegment(`s${i}`, { text: `Source ${i}.`, after: gap }),
    ...{ target, state: 'done', language: 'fra' },
  })),
});
const spread = (translation: Translation, text: string, code = 'fra', tag = 'fr') =>
  Object.fromEntries(spreadTarget(translation, text, code, tag));

describe('what was changed in a text', () => {
  it.each([
    ['fr', 'Je te vois.', 'Je vous vois.', 'Je [te]{vous} vois.'],
    ['zh', '我喜欢喝茶。', '我喜欢喝咖啡。', '我喜欢[喝茶]{喝咖啡}。'],
    ['th', 'ฉันชอบชา', 'ฉันชอบกาแฟ', 'ฉันชอบ[ชา]{กาแฟ}'],
    ['fr', 'Oui.', 'Oui.', 'Oui.'],
    ['fr', '', 'Oui', '{Oui}'],
  ])('is found by words: %s', (tag, before, after, marked) => {
    const show = {
      same: (text: string) => text,
      added: (t: string) => `{${t}}`,
      removed: (t: string) => `[${t}]`,
    };
    const parts = wordDiff(before, after, tag);
    expect(parts.map(({ text, kind }) => show[kind](text)).join('')).toBe(marked);
  });
});

describe('a new text of a translation', () => {
  const two = of('', ['Je te vois.', ' '], ['Tu es là.', '']);

  it('changes the sentences whose words have changed', () => {
    expect(spread(two, readTarget(two, 'fra'))).toEqual({});
    expect(spread(two, 'Je te vois. Vous êtes là.')).toEqual({ s1: 'Vous êtes là.' });
    expect(spread(two, 'Je vous vois. Vous êtes là.')).toEqual({
      ...{ s0: 'Je vous vois.', s1: 'Vous êtes là.' },
    });
    expect(spread(two, 'Je te vois bien. Tu es là. Enfin.')).toEqual({
      ...{ s0: 'Je te vois bien.', s1: 'Tu es là. Enfin.' },
    });
  });

  it('loses none of its words where sentences become one', () => {
    const spreadOut = spread(two, 'Je te vois là.');
    const all = two.segments.map(({ id, target }) => spreadOut[id] ?? target).join(' ');
    expect(all.replace(/\s+/g, ' ').trim()).toBe('Je te vois là.');
  });

  it('leaves line breaks and list signs between sentences where they are', () => {
    const list = of('- ', ['Un.', '\n- '], ['Deux.', '\n']);
    expect(spread(list, '- Un seul.\n- Deux.\n')).toEqual({ s0: 'Un seul.' });
  });

  it('works where no spaces are between sentences', () => {
    const chinese = of('', ['我看见你。', ' '], ['你在这里。', '']);
    expect(spread(chinese, '我看见您。您在这里。', 'zho_simpl', 'zh')).toEqual({
      ...{ s0: '我看见您。', s1: '您在这里。' },
    });
  });
});
