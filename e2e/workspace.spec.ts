import { seededRandom } from '../src/core/random';
import { readSource } from '../src/core/translation/read';
import { withScriptedEngine, type ScriptedPage } from '../testing/browser/engine';
import { sampled, seed } from '../tools/test/cases';
import { expect, test } from './support/fixtures';
import {
  card,
  look,
  paste,
  rows,
  sentences,
  source,
  translation,
  watchLeaving,
} from './support/workspace';
import { act, drawScript } from './support/workspaceActions';
import { answers } from './support/workspaceRules';

const three = 'The word is red. The word is green. The word is blue.';

async function open({ page }: ScriptedPage, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('translate?from=en&to=fr');
  await source(page).fill(text);
}

const longText = (count: number) =>
  Array.from({ length: count }, (_, i) => `Sentence number ${i} of a long text.`).join('\n');

test('a sentence is lit with its translation, opened, edited, kept and undone, by keyboard', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = { answers };
    await open(scripted, three);
    await expect(translation(page)).toHaveText(
      'Le mot est red. Le mot est green. Le mot est blue.',
    );

    // The caret on one side, the focus on the other.
    await source(page).evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(20, 20));
    await expect(page.locator('[data-lit]')).toHaveText('Le mot est green.');
    await sentences(page).nth(0).focus();
    await page.keyboard.press('ArrowRight');
    await expect(sentences(page).nth(1)).toBeFocused();
    const lit = () => page.evaluate(() => [...(CSS.highlights.get('aligned') ?? [])].map(String));
    expect(await lit()).toEqual(['The word is green.']);
    const box = (await source(page).boundingBox())!;
    await page.mouse.move(box.x + 20, box.y + 12);
    await expect(page.locator('[data-lit]')).toHaveText('Le mot est red.');

    await page.keyboard.press('Enter');
    await expect(card(page)).toContainText('The word is green.');
    await page.keyboard.press('Escape');
    await expect(card(page)).toBeHidden();
    await expect(sentences(page).nth(1)).toBeFocused();

    await page.keyboard.press('F2');
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('Vert, donc.');
    await page.keyboard.press('Enter');
    await expect(sentences(page).nth(1)).toHaveText('Vert, donc.');
    await expect(card(page)).toContainText('Edited by you');
    await page.keyboard.press('Escape');

    // What is before it changes; what the user wrote stays.
    await source(page).press('Control+Home');
    await page.keyboard.insertText('The word is one. ');
    await expect(translation(page)).toHaveText(
      'Le mot est one. Le mot est red. Vert, donc. Le mot est blue.',
    );
    await page.reload();
    await expect(translation(page)).toHaveText(
      'Le mot est one. Le mot est red. Vert, donc. Le mot est blue.',
    );
  });
});

test('rows: a source sentence is edited in its place, and a book of 5,000 stays light', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = { answers };
    await open(scripted, three);
    await expect(sentences(page)).toHaveCount(3);
    await page.getByRole('button', { name: 'Sentence by sentence' }).click();
    await rows(page).getByRole('button', { name: 'The word is green.', exact: true }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('The word is two.');
    await page.keyboard.press('Enter');
    await expect(rows(page).getByRole('listitem').nth(1)).toHaveText(
      'The word is two.Le mot est two.',
    );
    await page.getByRole('button', { name: 'Sentence by sentence' }).click();
    await expect(source(page)).toHaveValue('The word is red. The word is two. The word is blue.');

    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(translation(page)).toHaveText('Le mot est red. Le mot est two. Le mot est blue.');
    await page.getByRole('button', { name: 'Clear' }).click();

    await paste(page, longText(5_000));
    await expect(page.getByText('5,000 sentences')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText('Long text: press Translate')).toBeVisible();
    expect(await rows(page).getByRole('listitem').count()).toBeLessThan(60);
    await page.getByRole('main').evaluate((main) => main.scrollTo(0, main.scrollHeight));
    const last = rows(page).getByText('Sentence number 4999 of a long text.');
    await expect(last).toBeInViewport();
    await page.getByRole('button', { name: 'Translate', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible();
  });
});

test('what is not of this text or language is marked, and the view follows what is written', async () => {
  await withScriptedEngine(async (scripted) => {
    const { page } = scripted;
    scripted.script = { answers, tokenMs: 5 };
    const text = Array.from({ length: 240 }, () => 'The word is north.').join('\n');
    await open(scripted, text);
    await expect(page.getByText('Long text: press Translate')).toBeVisible();
    await page.getByRole('main').evaluate((main) => main.scrollTo(0, 0));
    await source(page).press('Control+Enter');
    await expect(sentences(page).last()).toBeInViewport();
    await expect(sentences(page)).toHaveCount(240, { timeout: 60_000 });
    await expect(sentences(page).last()).toBeInViewport();

    await page.getByRole('combobox', { name: 'Translate to' }).fill('German');
    await page.keyboard.press('Enter');
    await expect(page.getByText('The dimmed part is in French: press Translate.')).toBeVisible();
    await expect(page.getByText(/Long text: press Translate \(about/)).toBeVisible();
  });
});

for (let round = 0; round < sampled(10, 1); round++) {
  test(`whatever a user does, the page shows the segments, and loses nothing: ${round}`, async () => {
    test.setTimeout(900_000);
    const random = seededRandom(seed + round);
    await withScriptedEngine(async (scripted) => {
      const { page } = scripted;
      scripted.script = drawScript(random);
      scripted.weights = { stored: { 'bayling-3-8b': { kind: 'stored', bytes: 4.53e9 } } };
      page.setDefaultTimeout(20_000);
      await watchLeaving(page);
      await open(scripted, three);
      const done: string[] = [];
      for (let step = 0; step < sampled(200, 60); step++) await act({ scripted, random }, done);
      await source(page).press('Control+Enter');
      await expect(translation(page)).toHaveAttribute('aria-busy', 'false');
      const end = await look(page);
      expect([...done, readSource(end.kept)]).toEqual([...done, end.source]);
    });
  });
}
