import { IN_STORY } from '../fixtures/early-ends.ts';
import { frames } from '../helpers/journey-pictures.ts';
import { lastPost, picturesOf } from '../helpers/journey-requests.ts';
import { expect, harbour, test } from '../helpers/journey-test.ts';
import { startReplay } from '../../scripts/replay/server.mjs';

// Runs with a server that does not answer, or that stops during the run.

test('if the server stops during the story, Continue completes the story after a restart', async ({ app, page }) => {
  const first = await startReplay({
    text: harbour,
    fault: { kind: 'stall', after: { chars: IN_STORY }, midEvent: true },
  });
  await app.tell(frames(3), first.url);
  await expect(app.mention('Tom', 1)).toBeVisible();
  await first.close();
  await expect(app.sentence).toHaveText(`The connection to ${first.url} broke while the answer was arriving.`);
  await expect(app.status).toHaveText(/^Failed after/);

  await test.step('the text so far is kept while the server is gone', async () => {
    await app.button('Continue').click();
    await expect(app.sentence).toHaveText(`Nothing answers at ${first.url}.`);
    await expect(page.locator('[data-tag]')).toHaveText(['Ines', 'watched', 'the clock tower', 'Tom']);
    await app.expectArrived(IN_STORY);
  });

  const second = await startReplay({ text: harbour, port: first.port });
  await app.button('Continue').click();
  await app.done();
  await expect(app.alert).toHaveCount(0);
  await app.expectCompletion(harbour);
  expect(picturesOf(lastPost(second))).toEqual(picturesOf(lastPost(first)));
  await second.close();
});

test('without a server the page shows “Nothing answers at URL.” and a command that starts one', async ({
  app,
  replay,
}) => {
  const gone = await startReplay();
  await gone.close();
  await app.tell(frames(2), gone.url);
  await expect(app.sentence).toHaveText(`Nothing answers at ${gone.url}.`);
  await expect(app.alert).toContainText(
    'Either no server runs there, or vLLM is still loading the model, which can take minutes. Start it, or check the address and the port.',
  );
  await expect(app.alert.getByLabel('Serve command')).toContainText(`--port ${gone.port}`);
  await expect(app.alert.getByLabel('Serve command')).toContainText(`--limit-mm-per-prompt '{"image":2}'`);
  await app.field('Server URL').fill(replay.url);
  await app.generate.click();
  await app.done();
});

test('with a wrong path the page shows “The server has no chat completions at URL.” and offers the right one', async ({
  app,
  replay,
}) => {
  const wrong = replay.url.replace('/v1', '/elsewhere/v1');
  await app.tell(frames(1), wrong);
  await expect(app.sentence).toHaveText(`The server has no chat completions at ${wrong}.`);
  await expect(app.said).toHaveText('Not Found');
  await app.button(`Use ${replay.url}`).click();
  await app.alert.getByRole('button', { name: 'Try again' }).click();
  await app.done();
  await expect(app.alert).toHaveCount(0);
});

test('without a model name the server’s model writes the story', async ({ app, replay }) => {
  replay.set({ servedNames: ['storyteller'] });
  await app.field('Model').fill('');
  await app.tell(frames(3), replay.url);
  await app.done();
  await app.expectCompletion(harbour);
});
