import { frames } from '../../helpers/journey-pictures.ts';
import { App } from '../../helpers/journey-app.ts';
import { LIMITED } from '../flags.ts';
import { startSite } from '../site.ts';
import { expectWhole, generate, test } from '../test.ts';

test.use({ flags: LIMITED });

test('with --allowed-origins a direct connection works', async ({ page, vllm }) => {
  const site = await startSite('none');
  await page.goto(site.url);
  const app = new App(page);
  await app.setUp({ 'Server URL': vllm.url, 'Max tokens': '2000' });
  await generate(app, 'short', frames(2));
  await expectWhole(app, 'short');
  site.close();
});
