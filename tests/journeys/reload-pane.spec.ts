import { expect, test } from '@playwright/test';
import { App } from '../helpers/journey-app.ts';
import { harbour } from '../helpers/journey-test.ts';

// Not with the journeys' own `test`: React writes the failed load to the console, as it should.
test('a pane whose code failed to load once comes back with its reload button', async ({ page }) => {
  const asked: string[] = [];
  await page.route('**/assets/identities-*.js', async (route) => {
    asked.push(route.request().url());
    await (asked.length === 1 ? route.fulfill({ status: 503 }) : route.continue());
  });
  const app = new App(page);
  await app.open();
  await app.openText(harbour);
  await page.getByRole('tab', { name: 'Identities' }).click();
  const crash = page.getByRole('alert', { name: 'The identities pane crashed.' });
  await crash.getByRole('button', { name: 'Reload this pane' }).click();
  await expect(page.getByRole('tabpanel', { name: 'Identities' }).getByRole('grid')).toBeVisible();
  await expect(crash).toBeHidden();
  expect(asked).toHaveLength(2);
});
