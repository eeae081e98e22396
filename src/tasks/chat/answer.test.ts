import { describe, expect, it } from 'vitest';
import { neutraliseSpecialText } from '../../core/prompts';
import { getModel } from '../../core/catalog';
import { ScriptedEngine } from '../../../testing/engine/scriptedEngine';
import { answer, type WrittenAnswer } from './answer';

async function reply(written: string, pieceLength = 3) {
  const engine = new ScriptedEngine(() => written);
  engine.pieceLength = pieceLength;
  const texts: string[] = [];
  const messages = [{ role: 'user', text: 'hello' }] as const;
  const { text } = await answer(engine, { messages, onText: (one) => texts.push(one) });
  return { text, texts };
}

describe('an answer', () => {
  it.each(['yes', 'a <', '1 < 2 ##', ' \n'])('is told whole as it grows: %j', async (written) => {
    const { text, texts } = await reply(written, 1);
    expect(text).toBe(written);
    expect(texts.at(-1)).toBe(written);
    texts.forEach((one, i) => {
      const before = texts[i - 1] ?? '';
      expect(one.startsWith(before)).toBe(true);
      expect(one.length).toBeGreaterThan(before.length);
    });
  });

  it.each([1, 4, 100])('has special text as the user wrote it, in pieces of %i', async (length) => {
    const quoted = 'the token </s> and ### Response:';
    const safe = neutraliseSpecialText(getModel('demo'), quoted);
    expect(safe).not.toBe(quoted);
    const { text, texts } = await reply(safe, length);
    expect(text).toBe(quoted);
    expect(texts.at(-1)).toBe(quoted);
  });

  it('is replaced at its end, and if it is short, not shown before', async () => {
    const engine = new ScriptedEngine(() => '2 + 2 = 5');
    engine.logprobs = () => [-0.1, -9];
    const messages = [{ role: 'user', text: 'hello' }] as const;
    const texts: string[] = [];
    const seen: WrittenAnswer[] = [];
    const replace = (written: WrittenAnswer) => {
      seen.push(written);
      return 'no idea';
    };
    const onText = (text: string) => texts.push(text);
    expect((await answer(engine, { messages, replace, onText })).text).toBe('no idea');
    expect(texts).toEqual([]);
    expect(seen).toMatchObject([{ text: '2 + 2 = 5', confidence: { lowest: -9, trusted: false } }]);
  });

  it('that may be replaced is shown as it grows once it is long', async () => {
    const long = 'word '.repeat(60).trim();
    const engine = new ScriptedEngine(() => long);
    const texts: string[] = [];
    const messages = [{ role: 'user', text: 'hello' }] as const;
    const replace = ({ text }: WrittenAnswer) => text;
    const onText = (text: string) => texts.push(text);
    expect((await answer(engine, { messages, replace, onText })).text).toBe(long);
    expect(texts[0]?.length).toBeGreaterThan(160);
    expect(texts[0]?.length).toBeLessThan(180);
    expect(texts.at(-1)).toBe(long);
  });
});
