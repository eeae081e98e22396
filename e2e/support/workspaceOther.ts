import { expect, type Page } from '@playwright/test';
import { answerTo, faultOf } from './workspaceRules';
import { look, source, translation } from './workspace';

/**
 * Another tab of the same browser, with a text of its own.
 *
 * @param text A sentence that the engine knows.
 * @returns What closes it, having seen that the text is still there, after a reload too.
 */
export async function openOther(page: Page, text: string): Promise<() => Promise<void>> {
  const other = await page.context().newPage();
  await other.goto('translate?from=en&to=de');
  await expect(source(other)).toHaveValue('');
  await source(other).fill(text);
  const translated = answerTo(text, 'deu')!;
  await expect(translation(other)).toHaveText(translated);
  return async () => {
    await other.bringToFront();
    for (const again of [false, true]) {
      if (again) await other.reload();
      await expect(source(other)).toHaveValue(text);
      await expect(translation(other)).toHaveText(translated);
      expect(faultOf(await look(other))).toBeUndefined();
    }
    await other.close();
    await page.bringToFront();
  };
}
