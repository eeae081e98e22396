import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './support/fixtures';
import { expectOpened, pages } from './support/pages';

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [route, heading] of pages) {
    test(`${route}, ${colorScheme}: axe finds nothing`, async ({ page }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(route);
      await expectOpened(page, heading);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const findings = violations.map(({ id, help, nodes }) => ({
        id,
        help,
        where: nodes.map(({ target }) => target.join(' ')),
      }));
      expect(findings).toEqual([]);
    });
  }
}
