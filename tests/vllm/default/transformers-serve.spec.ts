import { join } from 'node:path';
import { freePort } from '../../helpers/free-port.ts';
import { App } from '../../helpers/journey-app.ts';
import { frames } from '../../helpers/journey-pictures.ts';
import { setupFolder } from '../../../scripts/vllm/install.mjs';
import type { OtherServer } from '../other-server.ts';
import { homeOf, startOther } from '../other-server.ts';
import { startSite } from '../site.ts';
import { expect, test } from '../test.ts';

const home = homeOf('TRANSFORMERS');

async function startServe(folder: string): Promise<OtherServer> {
  const port = await freePort();
  const serve = `serve --host 127.0.0.1 --port ${port} --device cpu --enable-cors`;
  return startOther(
    { name: 'transformers', home: folder, port, health: '/health' },
    ['-c', 'from transformers.cli.transformers import main; main()', ...serve.split(' ')],
    { PYTHONPATH: join(setupFolder, 'transformers'), HF_HUB_OFFLINE: '1' },
  );
}

test('transformers serve gets no fields that it refuses, and its text arrives', async ({ page }) => {
  test.skip(home === null, 'transformers serve cannot be installed here.');
  const server = await startServe(home ?? '');
  const site = await startSite('none');
  await page.goto(site.url);
  const app = new App(page);
  const model = join(home ?? '', 'model');
  await app.setUp({ 'Server URL': server.url, Model: model, 'Max tokens': '60' });
  await expect(app.connection).toContainText(
    `The server lists no models. It may load them on demand: Generate asks it for “${model}”.`,
  );
  await app.add(frames(1));
  await expect(app.tiles).toHaveCount(1);
  await app.generate.click();
  // It loads the model first, and writes random words.
  await expect(app.status).toHaveText(/^Cut off after/, { timeout: 180_000 });
  await expect(
    page.getByText('It refused the request until StoryLens left out Top-k, Min-p, and Repetition penalty.'),
  ).toBeVisible();
  await expect(page.getByText('Continue is not offered, because this server refuses the fields')).toBeVisible();
  await expect(app.button('Continue')).toHaveCount(0);
  await app.showRaw();
  await expect(page.getByRole('tabpanel', { name: 'Raw' })).toContainText(/[1-9]\d* characters/);
  site.close();
  server.stop();
});
