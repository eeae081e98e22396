import { describe, expect, it } from 'vitest';
import { getModel } from '../core/catalog';
import { findLanguage } from '../core/languages';
import { answerReserve, dialogueBudget } from './chat/budget';
import { segmentBudget, translationBudget } from './translate/budget';

const language = (code: string) => findLanguage(code)!;
const demo = getModel('demo');
const large = getModel('bayling-3-8b');

describe('a segment', () => {
  it.each([
    // (512 − 80) / (1 + tokens for one of English), within 100 … 200 tokens
    ['eng', 154],
    ['fra', 154],
    ['rus', 144],
    ['zho_simpl', 144],
    ['jpn', 102],
    ['vie', 100],
    ['tam', 100],
  ] as const)('into %s leaves room for its translation in a short context: %d', (code, tokens) => {
    expect(segmentBudget(demo, language(code))).toBe(tokens);
  });

  it('is never long, as a model follows a short one better', () => {
    expect(segmentBudget(large, language('fra'))).toBe(200);
    expect(segmentBudget(large, language('tam'))).toBe(200);
  });
});

describe('a translation', () => {
  it.each([
    // 32 + 2 × characters / 4 × tokens for one of English
    ['a'.repeat(100), 'fra', 122],
    ['a'.repeat(100), 'vie', 217],
    ['a'.repeat(100), 'ara', 282],
    ['a'.repeat(100), 'tam', 782],
    // ideographs, kana and hangul say more each
    ['好'.repeat(100), 'fra', 320],
    ['のノ한好a', 'fra', 45],
    ['', 'fra', 32],
  ] as const)('of %s into %s may take so many tokens', (source, code, tokens) => {
    expect(translationBudget(source, language(code))).toBe(tokens);
  });
});

describe('an answer', () => {
  it('has a quarter of a short context, and the dialogue the rest', () => {
    expect([answerReserve(demo), dialogueBudget(demo)]).toEqual([128, 384]);
  });

  it('has 1,024 tokens of a long one', () => {
    expect([answerReserve(large), dialogueBudget(large)]).toEqual([1024, 7168]);
  });
});
