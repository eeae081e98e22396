import { describe, expect, it } from 'vitest';
import { demoExamples, demoKnows, demoReply } from '.';
import { languages } from '../languages';

const sure = { mean: -0.1, lowest: -0.2, trusted: true };

describe('what the demo answered', () => {
  it.each([
    ['Bonjour.', sure, true],
    ['Bonjour.', undefined, true],
    ['Bonjour.', { mean: -3, lowest: -9, trusted: false }, false],
    ['Désolé, cette démo ne connaît pas cela.', sure, false],
    [' Sorry, this demo does not know that. ', sure, false],
  ])('%j with %j is known: %s', (text, confidence, known) => {
    expect(demoKnows({ text, confidence })).toBe(known);
  });
});

describe('in a chat', () => {
  const unsure = { ...sure, trusted: false };

  it('is what it wrote, unless it was unsure', () => {
    expect(demoReply({ text: '2 + 2 = 4', confidence: sure }, 'en')).toBe('2 + 2 = 4');
    expect(demoReply({ text: '2 + 2 = 4', confidence: undefined }, 'en')).toBe('2 + 2 = 4');
    const refusal = 'Désolé, cette démo ne connaît pas cela.';
    expect(demoReply({ text: refusal, confidence: sure }, 'en')).toBe(refusal);
  });

  it.each([
    ['fra', 'Désolé, cette démo ne connaît pas cela.'],
    ['zh-Hans', '抱歉，这个演示版不懂这句话。'],
    ['kmb', 'Sorry, this demo does not know that.'],
    ['no language', 'Sorry, this demo does not know that.'],
  ])('is that it does not know, in the language %s', (language, text) => {
    expect(demoReply({ text: '2 + 2 = 5', confidence: unsure }, language)).toBe(text);
  });
});

describe('examples', () => {
  it('are in the language that is asked for, by tag or code', () => {
    expect(demoExamples('fr').texts).toContain('dans 3 jours');
    expect(demoExamples('fra')).toEqual(demoExamples('fr'));
    expect(demoExamples('zh').tag).toBe('zh-Hans');
  });

  it('are English for a language without phrases, and never none', () => {
    expect(demoExamples('cy').tag).toBe('en');
    for (const { tag } of languages) expect(demoExamples(tag).texts.length).toBeGreaterThan(3);
  });
});
