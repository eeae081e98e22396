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
