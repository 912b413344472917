import { App } from '../helpers/journey-app.ts';
import { expect, test as base, testOfSetup as test } from '../helpers/journey-test.ts';
import { startReplay } from '../../scripts/replay/server.mjs';

// How the user gets from a server that does not work to one that answers, without leaving the page.

const WELL =
  /^vLLM 0\.16\.0 answers in \d+ ms and serves daniel3303\/QwenStoryteller, with a context of 128,000 tokens\.$/;

test('for a healthy server the page shows version, round trip, model and context', async ({ app, serve }) => {
  const server = await serve();
  await app.field('Server URL').fill(server.url);
  await expect(app.connection.getByText(WELL)).toBeVisible();
});

test('Check probes a healthy server again and shows what has changed', async ({ app, serve }) => {
  const server = await serve();
  await app.field('Server URL').fill(server.url);
  await expect(app.connection.getByText(WELL)).toBeVisible();
  server.set({ version: '0.23.0', maxModelLen: 32_768 });
  await app.button('Check').click();
  await expect(app.connection).toContainText('vLLM 0.23.0 answers in');
  await expect(app.connection).toContainText('with a context of 32,768 tokens.');
});

base('without a server: “Nothing answers at URL.”, and the page finds a server that starts later', async ({ page }) => {
  await page.clock.install();
  const app = new App(page);
  await app.open();
  const gone = await startReplay();
  await gone.close();
  await app.field('Server URL').fill(gone.url);
  await expect(app.connection).toContainText(`Nothing answers at ${gone.url}.`);
  await expect(app.connection).toContainText(
    'Either no server runs there, or vLLM is still loading the model, which can take minutes. Start it, or check the address and the port.',
  );
  await expect(app.connection).toContainText('StoryLens checks again every few seconds.');
  await expect(app.connection.getByLabel('Serve command')).toContainText(`--port ${gone.port}`);

  const started = await startReplay({ port: gone.port });
  await page.clock.fastForward(5000);
  await expect(app.connection.getByText(WELL)).toBeVisible();
  await started.close();
});

const paths = [
  ['/v1 is missing', '', 'Read as URL: /v1 was added.'],
  ['/v1 is doubled', '/v1/v1', 'Read as URL: the path was shortened to /v1.'],
  ['a whole endpoint was pasted', '/v1/chat/completions', 'Read as URL: the path was shortened to /v1.'],
] as const;

for (const [when, path, note] of paths) {
  test(`${when}: “${note}”, and the server answers`, async ({ app, serve }) => {
    const server = await serve();
    await app.field('Server URL').fill(server.url.replace('/v1', path));
    await expect(app.field('Server URL')).toHaveAccessibleDescription(note.replace('URL', server.url));
    await expect(app.connection.getByText(WELL)).toBeVisible();
  });
}

const places = [
  ['the path is wrong', (url: string) => url.replace('/v1', '/llm/v1')],
  ['the path is that of another version', (url: string) => url.replace('/v1', '/v3')],
  ['the URL has https but the server uses http', (url: string) => url.replace('http:', 'https:')],
] as const;

for (const [when, misplace] of places) {
  test(`${when}: “Found a server at URL.”, and a button goes there`, async ({ app, serve }) => {
    const server = await serve();
    await app.field('Server URL').fill(misplace(server.url));
    await expect(app.connection).toContainText(`Found a server at ${server.url}.`);
    await app.button(`Use ${server.url}`).click();
    await expect(app.field('Server URL')).toHaveValue(server.url);
    await expect(app.connection.getByText(WELL)).toBeVisible();
  });
}

test('with a wrong path and no key the page finds the server and asks for the key', async ({ app, serve }) => {
  const server = await serve({ apiKey: 'sesame' });
  await app.field('Server URL').fill(server.url.replace('/v1', '/llm/v1'));
  await app.button(`Use ${server.url}`).click();
  await expect(app.connection).toContainText('The server needs an API key.');
  await app.field('API key').fill('sesame');
  await expect(app.connection.getByText(WELL)).toBeVisible();
});

test('another model: “The server does not serve …. It serves this model:”, and a button takes it', async ({
  app,
  serve,
}) => {
  const server = await serve({ model: 'Qwen/Qwen2.5-VL-7B-Instruct' });
  await app.field('Model').fill('my/storyteller');
  await app.field('Server URL').fill(server.url);
  await expect(app.connection).toContainText('The server does not serve “my/storyteller”. It serves this model:');
  await expect(app.connection).toContainText('Or start the server with that model:');
  await expect(app.connection.getByLabel('Serve command')).toContainText('vllm serve my/storyteller');
  await app.button('Use Qwen/Qwen2.5-VL-7B-Instruct').click();
  await expect(app.field('Model')).toHaveValue('Qwen/Qwen2.5-VL-7B-Instruct');
  await expect(app.connection).toContainText('and serves Qwen/Qwen2.5-VL-7B-Instruct');
  await expect(app.connection).not.toContainText('does not serve');
});

test('if the server uses other names for the model (--served-model-name), the page offers each', async ({
  app,
  serve,
}) => {
  const server = await serve({ servedNames: ['storyteller', 'qwen'] });
  await app.field('Server URL').fill(server.url);
  await expect(app.connection).toContainText(
    'The server does not serve “daniel3303/QwenStoryteller”. It serves these models:',
  );
  await app.button('Use qwen').click();
  await expect(app.connection).toContainText('and serves qwen, with a context of 128,000 tokens.');
});

test('without a model name the page uses the server’s model', async ({ app, serve }) => {
  const server = await serve();
  await app.field('Model').fill('');
  await app.field('Server URL').fill(server.url);
  await expect(app.connection.getByText(WELL)).toBeVisible();
});

test('the menu lists LoRA adapters below their base model, and the user can choose one', async ({ app, serve }) => {
  const adapters = ['noir', 'fairy-tale'].map((id) => ({ id, root: `/adapters/${id}` }));
  const server = await serve({ adapters, maxModelLen: 32_768 });
  await app.field('Server URL').fill(server.url);
  await app.button('Models on the server').click();
  await expect(app.page.getByRole('menuitemradio')).toHaveText([
    'daniel3303/QwenStorytellermodel, 32,768 tokens',
    'noiradapter of daniel3303/QwenStoryteller, 32,768 tokens',
    'fairy-taleadapter of daniel3303/QwenStoryteller, 32,768 tokens',
  ]);
  await app.page.getByRole('menuitemradio', { name: 'noir' }).click();
  await expect(app.field('Model')).toHaveValue('noir');
  await expect(app.connection).toContainText('and serves noir, with a context of 32,768 tokens.');
});
