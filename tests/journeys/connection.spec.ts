import { frames } from '../helpers/journey-pictures.ts';
import { expect, harbour, test } from '../helpers/journey-test.ts';
import { startReplay } from '../helpers/replay-server.mjs';

test('when the connection breaks, what had arrived stays, and the same server is asked again', async ({
  app,
  page,
}) => {
  const after = { chars: harbour.indexOf('held <gdo obj1>') };
  const first = await startReplay({ text: harbour, fault: { kind: 'stall', after, midEvent: true } });
  await app.tell(frames(3), first.url);
  await expect(app.mention('Tom', 1)).toBeVisible();
  await first.close();
  const sentence = `The connection to ${first.url} broke while the answer was arriving.`;
  await expect(app.alert.getByRole('paragraph').first()).toHaveText(sentence);
  await expect(app.status).toHaveText(/^Failed after/);
  await expect(page.locator('[data-tag]')).toHaveText(['Ines', 'watched', 'the clock tower', 'Tom']);

  const second = await startReplay({ text: harbour, port: first.port });
  await app.alert.getByRole('button', { name: 'Try again' }).click();
  await app.done();
  await expect(app.alert).toHaveCount(0);
  await second.close();
});

test('when nobody listens at the address, the page says what to look at', async ({ app, replay }) => {
  const gone = await startReplay();
  await gone.close();
  await app.tell(frames(1), gone.url);
  await expect(app.alert).toContainText(`No answer could be read from ${gone.url}.`);
  await expect(app.alert).toContainText('1. vLLM is running and has finished loading the model');
  // The setup is at hand beside it.
  await app.page.getByLabel('Server URL').fill(replay.url);
  await app.generate.click();
  await app.done();
});

test('when a server has something else at this address, the page says that it is the wrong one', async ({
  app,
  replay,
}) => {
  await app.tell(frames(1), replay.url.replace('/v1', '/elsewhere/v1'));
  await expect(app.alert).toContainText(
    `The server has no chat completions at ${replay.url.replace('/v1', '/elsewhere/v1')}.`,
  );
});
