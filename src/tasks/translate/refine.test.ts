import { describe, expect, it } from 'vitest';
import { ScriptedEngine } from '../../../testing/engine/scriptedEngine';
import { AppError } from '../../core/errors';
import { findSpans } from '../../core/text/index';
import { refine, type RefineRequest } from './refine';

const ask = (
  engine: ScriptedEngine,
  more: Partial<RefineRequest> & { readonly text?: string } = {},
) => {
  const { text = 'Hello.', ...rest } = more;
  return refine(engine, {
    ...{ segment: { text, after: '', spans: findSpans(text) }, target: 'Salut.', to: 'fr' },
    ...{ messages: [{ role: 'user', text: 'More formal.' }], isTranslation: true },
    onText: () => undefined,
    ...rest,
  });
};
const turns = (prompt: string) =>
  prompt
    .split(/### (?:Instruction|Response):\n/)
    .slice(1)
    .map((one) => one.replace(/<\/s>\n$|\n$/, ''));

describe('a wish about a translation', () => {
  it('follows the request for it and its answer, greedily', async () => {
    const engine = new ScriptedEngine(() => 'Bonjour.');
    const shown: string[] = [];
    const result = await ask(engine, { onText: (text) => shown.push(text) });
    expect(result).toEqual({ text: 'Bonjour.', withheld: false, finishReason: 'stop' });
    expect(shown).toEqual(['Bon', 'Bonjou', 'Bonjour.']);
    expect(turns(engine.requests[0]!.prompt)).toEqual([
      'Provide the French translation for this sentence: Hello.',
      ...['Salut.', 'More formal.', ''],
    ]);
    expect(engine.requests[0]).toMatchObject({ temperature: 0, priority: 'interactive' });
  });

  it('follows what was said since', async () => {
    const engine = new ScriptedEngine(() => 'x');
    const messages = [
      { role: 'user', text: 'More formal.' },
      { role: 'assistant', text: 'Bonjour.' },
      { role: 'user', text: 'Shorter.' },
    ] as const;
    await ask(engine, { messages });
    expect(turns(engine.requests[0]!.prompt).slice(2)).toEqual([
      ...['More formal.', 'Bonjour.', 'Shorter.', ''],
    ]);
  });

  it('leaves out the oldest of that where there is no room, never the translation', async () => {
    const engine = new ScriptedEngine(() => 'x');
    const long = Array.from({ length: 200 }, (_, i) => ({
      role: i % 2 === 0 ? 'user' : 'assistant',
      text: `Turn ${i}.`,
    })) as RefineRequest['messages'];
    await ask(engine, { messages: [...long, { role: 'user', text: 'Last.' }] });
    const said = turns(engine.requests[0]!.prompt);
    expect(said[0]).toContain('sentence: Hello.');
    expect(said[1]).toBe('Salut.');
    expect(said.at(-2)).toBe('Last.');
    expect(said.length).toBeLessThan(150);
    const huge = { messages: [{ role: 'user', text: 'word '.repeat(2_000) }] } as const;
    await expect(ask(engine, huge)).rejects.toMatchObject({ code: 'input-too-long' });
  });

  it.each([
    [' “Bonjour.” ', 'Bonjour.'],
    ['"Bonjour."', 'Bonjour.'],
    ['Bonjour\n à tous.', 'Bonjour à tous.'],
    ['« Bonjour » et « adieu ».', '« Bonjour » et « adieu ».'],
  ])('is answered by one line, without the quotes of a dialogue: %j', async (answer, text) => {
    expect((await ask(new ScriptedEngine(() => answer))).text).toBe(text);
  });

  it('may be a question, whose answer stays as it is', async () => {
    const engine = new ScriptedEngine(() => '"A greeting."\n\nIt is short.');
    const { text } = await ask(engine, { isTranslation: false });
    expect(text).toBe('"A greeting."\n\nIt is short.');
  });

  it.each([
    ['Allez voir {1} maintenant.', 'Allez voir https://a.example maintenant.'],
    ['Allez voir maintenant.', 'Allez voir https://a.example maintenant.'],
  ])('never costs a protected span: %s', async (answer, text) => {
    const engine = new ScriptedEngine(() => answer);
    const shown: string[] = [];
    const result = await ask(engine, {
      ...{ text: 'See https://a.example now.', target: 'Voir https://a.example maintenant.' },
      onText: (so) => shown.push(so),
    });
    expect(result.text).toBe(text);
    expect(shown.at(-1)).toBe(answer.replace('{1}', 'https://a.example'));
    expect(turns(engine.requests[0]!.prompt)[1]).toBe('Voir {1} maintenant.');
  });

  it('is not answered by a model that does not know', async () => {
    const engine = new ScriptedEngine(() => 'nonsense');
    const shown: string[] = [];
    const result = await ask(engine, {
      mayShow: () => false,
      onText: (text) => shown.push(text),
    });
    expect(result).toMatchObject({ text: '', withheld: true });
    expect(shown).toEqual([]);
  });

  it('can be taken back', async () => {
    const engine = new ScriptedEngine(() => 'Bonjour.');
    const controller = new AbortController();
    const asked = ask(engine, {
      signal: controller.signal,
      onText: () => controller.abort(),
    });
    await expect(asked).rejects.toBeInstanceOf(AppError);
  });
});
