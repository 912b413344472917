import { frames } from '../../helpers/journey-pictures.ts';
import { App } from '../../helpers/journey-app.ts';
import { Proxy } from '../proxy.ts';
import { startSite } from '../site.ts';
import { expect, expectWhole, generate, inTheMiddle, test } from '../test.ts';

test('the server stops but keeps the connection open: the run ends by itself, and Continue completes it later', async ({
  page,
  vllm,
}) => {
  const proxy = await Proxy.to(vllm.port);
  const site = await startSite(proxy.origin);
  await page.goto(site.url);
  const app = new App(page);
  await generate(app, 'long', frames(6));
  await inTheMiddle(app);
  proxy.silence();
  await expect(app.status).toHaveText(/^Failed after/, { timeout: 60_000 });
  await expect(app.alert).toContainText('The server is gone: it sent nothing more, and it refuses new connections.');
  await expect(app.alert).toContainText('The text so far is kept.');
  // The server ends only when this connection is closed: the page must have closed it.
  await expect.poll(() => proxy.open).toBe(0);
  await expect.poll(() => vllm.requests('running')).toBe(0);

  await proxy.restore();
  await expect(page.getByText('The server is back.').first()).toBeVisible();
  await app.button('Continue').click();
  await expectWhole(app, 'long');
  proxy.close();
  site.close();
});
