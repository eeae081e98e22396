import { expect, it } from 'vitest';
import { isAkin } from './akin';

it.each([
  ['Bonjour à vous.', 'Salut à toi.', true],
  ['dans 3 jours', 'Bonjour', false],
  ['IN THREE DAYS', 'in 3 days', true],
  ['三天之后', '3天后', true],
  ['三天之后', '三天后', true],
  ['你是谁？', '你好吗？', false],
  ['星期五', '二百五十欧元', false],
  ['星期五', '星期二', true],
  ['三日後です', '三日後', true],
  ['ありがとうございます', 'ありがとう', true],
  ['おはようございます', 'またあした', false],
  ['ขอบคุณมาก', 'ขอบคุณ', true],
  ['สวัสดี', 'วันศุกร์', false],
  ['', 'hello', false],
  ['。', '。', false],
])('%s and %s: %s', (one, other, akin) => {
  expect(isAkin(one, other)).toBe(akin);
  expect(isAkin(other, one)).toBe(akin);
});
