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
  await expect(app.connection).toContainText('vLLM 0.32 and later need one of two changes.');
  const commands = app.connection.getByLabel(/^(?:StoryLens|Serve) command$/);
  await expect(commands).toHaveText([
    new RegExp(`^npm start -- --server ${vllm.origin}(?: --port \\d+)?$`),
    /--allowed-origins/,
  ]);
  site.close();
});
