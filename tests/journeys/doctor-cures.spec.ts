import { App } from '../helpers/journey-app.ts';
import { expect, test as base, testOfSetup as test } from '../helpers/journey-test.ts';
import { startReplay } from '../../scripts/replay/server.mjs';

// From “nothing works” to a server that answers, without leaving the page.

const WELL =
  /^vLLM 0\.16\.0 answers in \d+ ms and serves daniel3303\/QwenStoryteller, with a context of 128,000 tokens\.$/;

test('a server that is well: its version, its round trip, its model and its context are said', async ({
  app,
  serve,
}) => {
  const server = await serve();
  await app.field('Server URL').fill(server.url);
  await expect(app.connection.getByText(WELL)).toBeVisible();
});

test('a server that is well is looked at anew when Check is pressed, and says what has changed', async ({
  app,
  serve,
}) => {
  const server = await serve();
  await app.field('Server URL').fill(server.url);
  await expect(app.connection.getByText(WELL)).toBeVisible();
  server.set({ version: '0.23.0', maxModelLen: 32_768 });
  await app.button('Check').click();
  await expect(app.connection).toContainText('vLLM 0.23.0 answers in');
  await expect(app.connection).toContainText('with a context of 32,768 tokens.');
});

base('nothing listens: “Nothing answers at URL.”, and when it starts it is found by itself', async ({ page }) => {
  await page.clock.install();
  const app = new App(page);
  await app.open();
  const gone = await startReplay();
  await gone.close();
  await app.field('Server URL').fill(gone.url);
  await expect(app.connection).toContainText(`Nothing answers at ${gone.url}.`);
  await expect(app.connection).toContainText(
    'Either no server runs there, or vLLM is still loading the model: it answers only when that is done, which can ' +
      'take minutes. Start it, or check the address and the port.',
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
  ['/v1 is doubled', '/v1/v1', 'Read as URL: the path was cut back to /v1.'],
  ['a whole endpoint was pasted', '/v1/chat/completions', 'Read as URL: the path was cut back to /v1.'],
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
  ['https is asked of an http server', (url: string) => url.replace('http:', 'https:')],
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

test('the path is wrong and the key is missing: a server is found all the same, and says that it wants a key', async ({
  app,
  serve,
}) => {
  const server = await serve({ apiKey: 'sesame' });
  await app.field('Server URL').fill(server.url.replace('/v1', '/llm/v1'));
  await app.button(`Use ${server.url}`).click();
  await expect(app.connection).toContainText('The server wants an API key.');
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
  await expect(app.connection).toContainText('Or start the server with your model:');
  await expect(app.connection.getByLabel('Serve command')).toContainText('vllm serve my/storyteller');
  await app.button('Use Qwen/Qwen2.5-VL-7B-Instruct').click();
  await expect(app.field('Model')).toHaveValue('Qwen/Qwen2.5-VL-7B-Instruct');
  await expect(app.connection).toContainText('and serves Qwen/Qwen2.5-VL-7B-Instruct');
  await expect(app.connection).not.toContainText('does not serve');
});

test('the model under other names (--served-model-name): each is offered', async ({ app, serve }) => {
  const server = await serve({ servedNames: ['storyteller', 'qwen'] });
  await app.field('Server URL').fill(server.url);
  await expect(app.connection).toContainText(
    'The server does not serve “daniel3303/QwenStoryteller”. It serves these models:',
  );
  await app.button('Use qwen').click();
  await expect(app.connection).toContainText('and serves qwen, with a context of 128,000 tokens.');
});

test('no model named: the one that the server has', async ({ app, serve }) => {
  const server = await serve();
  await app.field('Model').fill('');
  await app.field('Server URL').fill(server.url);
  await expect(app.connection.getByText(WELL)).toBeVisible();
});

test('LoRA adapters stand in the menu under their base, with its context, and are chosen there', async ({
  app,
  serve,
}) => {
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
