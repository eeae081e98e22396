/**
 * Types what people try first into the built app, with the real demo model, and prints what they read: a
 * translation, or the notice that the demo does not know.
 *
 *   npm run build && npm run demo:try
 */
import type { Page } from '@playwright/test';
import { createSiteServer } from '../tools/serve/server';
import { listen } from '../tools/serve/listen';
import { withProfile } from '../testing/browser/profile';

const targets = ['zh-Hans', 'fr', 'de', 'es', 'ja', 'ru'];
const sentences = [
  ...['Hello, how are you?', 'Thank you very much.', 'Where is the train station?', 'I love you'],
  ...['5 apples', '你好，世界', 'The committee postponed the vote on the budget.'],
];
/** Languages in which the demo knows dates but no phrases. */
const dates = ['cy', 'zu', 'km', 'yo'];
const messages = ['What is 2+2?', 'What can you do?', 'Tell me a joke', 'Who won the match?'];

/** Into English instead, if the text is already in the target language. */
async function translate(page: Page, address: string, text: string, target: string) {
  const from = /\p{Script=Han}/u.test(text) ? 'zh-Hans' : 'en';
  const to = target === from ? 'en' : target;
  const query = new URLSearchParams({ from, to, text });
  await page.goto(`${address}translate?${query.toString()}`);
  const translation = page.getByRole('region', { name: 'Translation', exact: true });
  const notice = page.getByRole('status', { name: 'Translation notice' });
  const said = async (): Promise<string[]> => [
    await translation.innerText(),
    await notice.innerText(),
  ];
  await page.waitForFunction(
    (elements) => elements.some((element) => element.textContent !== ''),
    await Promise.all([translation.elementHandle(), notice.elementHandle()]),
  );
  const [shown = '', told = ''] = await said();
  console.log(`  ${to}: ${shown === '' ? `(${told.split('\n')[0] ?? ''})` : shown}`);
}

async function chat(page: Page, address: string): Promise<void> {
  for (const text of messages) {
    await page.goto(`${address}chat`);
    await page.getByRole('button', { name: 'New chat' }).click();
    const message = page.getByRole('textbox', { name: 'Message' });
    await message.fill(text);
    await message.press('Enter');
    const turns = page.getByRole('log', { name: 'Conversation' }).getByRole('article');
    await turns.nth(1).waitFor();
    await page.getByRole('button', { name: 'Send' }).waitFor();
    console.log(`${text} → ${await turns.nth(1).innerText()}`);
  }
}

const server = createSiteServer({ folder: 'dist', base: '/' });
const address = `http://127.0.0.1:${await listen(server)}/`;
try {
  await withProfile(async (context) => {
    const page = await context.newPage();
    page.setDefaultTimeout(180_000);
    for (const text of sentences) {
      console.log(`\n${text}`);
      for (const to of targets) await translate(page, address, text, to);
    }
    console.log('\nMarch 5, 2024');
    for (const to of dates) await translate(page, address, 'March 5, 2024', to);
    console.log();
    await chat(page, address);
  });
} finally {
  server.closeAllConnections();
  server.close();
}
