import { App } from '../../helpers/journey-app.ts';
import { homeOf } from '../other-server.ts';
import { startSite } from '../site.ts';
import { expect, expectWhole, generate, inTheMiddle, test } from '../test.ts';
import { startLiteLlm } from './litellm.ts';

const home = homeOf('LITELLM');

test('through a LiteLLM proxy a story is generated, stopped and continued, byte for byte', async ({ page, vllm }) => {
  test.skip(home === null, 'LiteLLM cannot be installed here.');
  const proxy = await startLiteLlm(home ?? '', vllm);
  const site = await startSite('none');
  await page.goto(site.url);
  const app = new App(page);
  await app.field('Server URL').fill(proxy.url);
  await expect(app.connection).toContainText('answers in');
  await generate(app, 'harbour');
  await inTheMiddle(app);
  await app.stop.click();
  await expect(app.status).toHaveText(/^Stopped after \d+ s, [\d,]+ tokens$/);
  await expect.poll(() => vllm.requests('running')).toBe(0);
  await app.button('Continue').click();
  await expectWhole(app, 'harbour');
  site.close();
  proxy.stop();
});
