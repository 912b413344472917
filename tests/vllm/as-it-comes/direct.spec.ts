import { startSite } from '../site.ts';
import { expect, test } from '../test.ts';
import { App } from '../../helpers/journey-app.ts';

test('without --allowed-origins a direct connection fails, and the page offers the relay first', async ({
  page,
  vllm,
}) => {
  const site = await startSite('none');
  await page.goto(site.url);
  const app = new App(page);
  await app.openSetup();
  await app.field('Server URL').fill(vllm.url);
  await expect(app.connection).toContainText(`npm start -- --server ${vllm.origin}`);
  await expect(app.connection).toContainText('--allowed-origins');
  await expect(app.connection).toContainText('0.32');
  const text = (await app.connection.textContent()) ?? '';
  expect(text.indexOf('npm start -- --server')).toBeLessThan(text.indexOf('--allowed-origins'));
  site.close();
});
