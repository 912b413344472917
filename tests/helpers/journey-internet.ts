import type { Page } from '@playwright/test';
import { App } from './journey-app.ts';

const HOST = 'https://storylens.example';

/**
 * Opens the built page as if it came from this host. The test answers the requests for the host itself, so no name is looked
 * up.
 */
export async function openFromInternet(page: Page, builtPage = ''): Promise<App> {
  await page.route(`${HOST}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    await route.fulfill({ response: await route.fetch({ url: `${builtPage}${pathname}` }) });
  });
  await page.goto(`${HOST}/`);
  return new App(page);
}
