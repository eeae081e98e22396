import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isBounded, unboundedExpression } from './expressions';
import type { JsonObject } from './json';

it.each([
  // Llama 3, GPT-2, Qwen 2, Falcon, StarCoder
  String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`,
  String.raw`'(?:[sdmt]|ll|ve|re)| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`,
  String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*`,
  String.raw`[0-9][0-9][0-9]`,
  String.raw`\)+[)*]+(?:a|b)?`,
])('takes what tokenizers divide texts by: %s', (expression) => {
  expect(isBounded(expression)).toBe(true);
});

it.each([
  '(a+)+$',
  '(?:a|a)*b',
  '([a-z]+)*\\d',
  '(a+)+(?=b)',
  '(?=(a+){2,}b)a',
  '(a*)\\1b',
  '(?<n>a*)\\k<n>b',
  `${'a*'.repeat(300)}b`,
])('refuses what may take endless time: %s', (expression) => {
  expect(isBounded(expression)).toBe(false);
});

it('looks wherever a tokenizer may hold an expression', () => {
  const demo = JSON.parse(readFileSync('demo/checkpoint/tokenizer.json', 'utf8')) as JsonObject;
  expect(unboundedExpression(demo)).toBeUndefined();
  const hostile = { type: 'Sequence', list: [{ type: 'Replace', pattern: { Regex: '(a|b)*c' } }] };
  for (const part of ['normalizer', 'pre_tokenizer', 'post_processor', 'decoder']) {
    expect(unboundedExpression({ ...demo, [part]: hostile })).toBe('(a|b)*c');
  }
  expect(unboundedExpression({ ...demo, model: { Regex: '(a|b)*c' } })).toBeUndefined();
});
