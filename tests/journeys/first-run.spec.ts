// The first story of a new user, with a vLLM server that allows no other origin: npm start, frames, Generate, nothing else.
import { App } from '../helpers/journey-app.ts';
import { frames } from '../helpers/journey-pictures.ts';
import { lastPost } from '../helpers/journey-requests.ts';
import { expect, harbour, listen, test } from '../helpers/journey-test.ts';
import { startReplay } from '../../scripts/replay/server.mjs';
import { startApp } from '../helpers/start-app.ts';

test('npm start, frames and Generate are enough for a story with the server’s model', async ({ browser }) => {
  const vllm = await startReplay({ text: harbour, model: 'daniel3303/QwenStoryteller2', cors: { origins: [] } });
  const started = await startApp({ args: ['--server', `http://localhost:${vllm.port}`] });
  const page = await browser.newPage({ baseURL: started.address });
  const complaints = listen(page);
  const app = new App(page);
  await app.open();
  await app.add(frames(3));
  await app.generate.click();
  await app.done();
  await expect(page.getByRole('region', { name: 'Story' })).toContainText('Ines watched the clock tower');
  expect(lastPost(vllm).body).toMatchObject({ model: 'daniel3303/QwenStoryteller2' });
  expect(complaints).toEqual([]);
  await page.close();
  await started.end();
  await vllm.close();
});

test('the page finds a server that starts later, and its model', async ({ browser }) => {
  const gone = await startReplay({ text: harbour });
  await gone.close();
  const started = await startApp({ args: ['--server', `http://localhost:${gone.port}`] });
  const page = await browser.newPage({ baseURL: started.address });
  const app = new App(page);
  await app.open();
  await expect(app.connection).toContainText(`Nothing answers at http://localhost:${gone.port}/v1.`);
  const vllm = await startReplay({ text: harbour, port: gone.port, model: 'Qwen/Qwen3-VL-8B-Instruct' });
  await expect(app.field('Model')).toHaveValue('Qwen/Qwen3-VL-8B-Instruct');
  await expect(app.field('Recipe')).toHaveValue('Any vision-language model');
  await page.close();
  await started.end();
  await vllm.close();
});

test('the page says that StoryLens’s own server does not answer', async ({ browser }) => {
  const vllm = await startReplay({ text: harbour });
  const started = await startApp({ args: ['--server', `http://localhost:${vllm.port}`] });
  const page = await browser.newPage({ baseURL: started.address });
  const app = new App(page);
  await app.open();
  await expect(app.connection).toContainText('answers in');
  await expect(page.getByLabel('Models of the server')).toBeVisible();
  await started.end();
  await app.connection.getByRole('button', { name: 'Check' }).click();
  await expect(app.connection).toContainText('StoryLens’s own server (npm start) does not answer.');
  await page.close();
  await vllm.close();
});
