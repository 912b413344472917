import type { Page } from '@playwright/test';
import { App } from '../helpers/journey-app.ts';
import { expect, test } from '../helpers/journey-test.ts';

// A page from the internet, which the browser does not let call every server. The test answers the requests for this host
// itself, so no name is looked up.

const HOST = 'https://storylens.example';

// Some files of the page may still be loading when a test ends.
test.afterEach(async ({ page }) => page.unrouteAll({ behavior: 'wait' }));

async function openFromInternet(page: Page, builtPage = ''): Promise<App> {
  await page.route(`${HOST}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    await route.fulfill({ response: await route.fetch({ url: `${builtPage}${pathname}` }) });
  });
  await page.goto(`${HOST}/`);
  return new App(page);
}

test('for a page over https and a server over http the page shows “This page was loaded over https, so the browser blocks http servers such as URL.”', async ({
  page,
  baseURL,
}) => {
  const app = await openFromInternet(page, baseURL);
  await app.field('Server URL').fill('http://models.example:8000/v1');
  await expect(app.connection).toContainText(
    'This page was loaded over https, so the browser blocks http servers such as http://models.example:8000/v1.',
  );
  await expect(app.connection).toContainText(
    'Open StoryLens over http (npm start on your machine) or as a file, or serve vLLM over https (--ssl-keyfile and --ssl-certfile). Chrome can allow a server in the local network: look for its permission prompt.',
  );
});

test('without permission for the local network the page shows “This browser does not let the page call HOST, which is in your own network.”', async ({
  page,
  browser,
  context,
  replay,
  baseURL,
}) => {
  test.skip(Number.parseInt(browser.version(), 10) < 142, 'Chrome has this permission since version 142');
  const app = await openFromInternet(page, baseURL);
  await app.field('Server URL').fill(replay.url);
  await expect(app.connection).toContainText(
    `This browser does not let the page call 127.0.0.1:${replay.port}, which is in your own network.`,
  );
  await expect(app.connection).toContainText(
    'Click the icon beside the address of this page, set “Local network access” to Allow, and reload.',
  );

  await context.grantPermissions(['local-network-access']);
  await app.button('Check').click();
  await expect(app.connection).toContainText('vLLM 0.16.0 answers in');
});
