import { readFileSync } from 'node:fs';
import { expect, test } from './support/fixtures';

/*
 * The examples of docs/api.md, in their order, on one page: what they log is what the comments behind say.
 */

const text = readFileSync(new URL('../docs/api.md', import.meta.url), 'utf8');
const examples = [...text.matchAll(/^```js\n(.+?)^```$/gms)].map(([, code = '']) => code);
const promised = (code: string) =>
  [...code.matchAll(/console\.log\(.+ \/\/ (.+)$/gm)].map(([, line]) => line);

test('the examples of docs/api.md do what they say', async ({ page }) => {
  expect(examples.length).toBeGreaterThanOrEqual(9);
  await page.goto('settings');
  await page.waitForFunction(() => 'bayling' in window);
  for (const code of examples) {
    expect(promised(code), `an example that promises nothing:\n${code}`).not.toEqual([]);
    // By the debugger, as the page's policy lets no script be made from text.
    const logged = await page.evaluate<string[]>(`(async () => {
      const lines = [];
      const console = { log: (...values) => lines.push(values.map(String).join(' ')) };
      ${code}
      return lines;
    })()`);
    expect(logged, code).toEqual(promised(code));
  }
});

test('answers of a form come out beside others, which are as they were alone', async ({ page }) => {
  await page.goto('settings');
  await page.waitForFunction(() => 'bayling' in window);
  const told = await page.evaluate<Record<string, unknown>>(`(async () => {
    const schema = {
      type: 'object',
      properties: { text: { type: 'string', maxLength: 12 }, share: { type: 'number', minimum: 0, maximum: 1 } },
      required: ['text', 'share'],
    };
    const constraints = [schema, /[a-f]{3,9}/, /\\p{Script=Han}{2}/u, undefined, { enum: ['ü', '好', 3] }];
    const ask = async (responseConstraint, samplingMode) => {
      const session = await bayling.LanguageModel.create({ samplingMode });
      return session.prompt('Provide the French translation for this sentence: in 3 days', { responseConstraint });
    };
    const alone = await ask(undefined);
    const greedy = await Promise.all(constraints.map((one) => ask(one)));
    const drawn = await Promise.all(constraints.map((one) => ask(one, 'most-creative')));
    const { text, share } = JSON.parse(greedy[0]);
    const other = JSON.parse(drawn[0]);
    return {
      alone, among: greedy[3],
      schema: [text, other.text].every((one) => one.length <= 12) && [share, other.share].every((one) => one >= 0 && one <= 1),
      letters: [greedy[1], drawn[1]].every((one) => /^[a-f]{3,9}$/.test(one)),
      han: [greedy[2], drawn[2]].every((one) => /^\\p{Script=Han}{2}$/u.test(one)),
      choice: [greedy[4], drawn[4]].every((one) => ['"ü"', '"好"', '3'].includes(one)),
    };
  })()`);
  const yes = { schema: true, letters: true, han: true, choice: true };
  expect(told).toEqual({ ...{ alone: 'dans 3 jours', among: 'dans 3 jours' }, ...yes });
});
