import { findChromium, findWholeBrowser } from '../../scripts/chromium.mjs';
import { openFromInternet } from '../helpers/journey-internet.ts';
import { expect, test } from '../helpers/journey-test.ts';

const whole = findWholeBrowser();
const { args, env } = findChromium();
test.use({ launchOptions: { args, env, ...(whole !== undefined && { executablePath: whole }) } });

// Some files of the page may still be loading when a test ends.
test.afterEach(async ({ page }) => page.unrouteAll({ behavior: 'wait' }));

test('without permission for the local network the page shows “This browser does not let the page call HOST, which is in your own network.”', async ({
  page,
  browser,
  context,
  replay,
  baseURL,
}) => {
  test.skip(whole === undefined, 'Only a whole browser has this permission');
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
