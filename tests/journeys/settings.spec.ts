import { frames } from '../helpers/journey-pictures.ts';
import { posts } from '../helpers/journey-requests.ts';
import { expect, test } from '../helpers/journey-test.ts';

test('without frames no request is sent, and the page says what is missing', async ({ app, replay }) => {
  await app.page.getByLabel('Server URL').fill(replay.url);
  await app.generate.click();
  await expect(app.alert).toContainText('There are no frames yet.');
  await expect(app.alert).toContainText('Add one or more pictures, then press Generate.');
  await app.add(frames(1));
  await expect(app.tiles).toHaveCount(1);
  await expect(app.alert).toHaveCount(0);
  expect(posts(replay)).toEqual([]);
});

const wrong = [
  ['Server URL', '', 'There is no server URL. Enter the address of the vLLM server, such as http://localhost:8000/v1.'],
  ['Server URL', 'ftp://host/v1', 'The server URL begins with ftp://, which is not a web address.'],
  ['Server URL', 'http://', '“http://” is not a web address.'],
  ['Server URL', 'http://0.0.0.0:8000/v1', 'A server listens on 0.0.0.0, but a browser cannot call that address.'],
  ['Temperature', '3', 'Temperature must be a number from 0 to 2.'],
  ['Temperature', 'warm', 'Temperature must be a number from 0 to 2.'],
  ['Top-p', '0', 'Top-p must be a number above 0 and at most 1.'],
  ['Max tokens', '1.5', 'Max tokens must be a whole number, at least 1.'],
  ['Prompt', ' ', 'The prompt is empty.'],
] as const;

test('a wrong value has an error message beside its field, and again after Generate', async ({ app, page, replay }) => {
  await app.add(frames(1));
  await page.getByLabel('Server URL').fill(replay.url);
  for (const [label, value, sentence] of wrong) {
    await test.step(`${label}: “${value}”`, async () => {
      const field = page.getByLabel(label, { exact: true });
      const right = await field.inputValue();
      await field.fill(value);
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      await expect(field).toHaveAccessibleDescription(new RegExp(`^${sentence.replaceAll('.', String.raw`\.`)}`));
      await app.generate.click();
      await expect(app.alert).toContainText(sentence);
      await expect(app.status).toHaveText('Ready');
      await field.fill(right);
      await expect(field).toHaveAttribute('aria-invalid', 'false');
    });
  }
  expect(posts(replay)).toEqual([]);
  await app.generate.click();
  await app.done();
  await expect(app.alert).toHaveCount(0);
});

test('the page accepts addresses in several forms and shows how it read them', async ({ app, page, replay }) => {
  const host = `127.0.0.1:${replay.port}`;
  const written = [
    [host, `Read as ${replay.url}: http:// was added, /v1 was added.`],
    [`http://${host}`, `Read as ${replay.url}: /v1 was added.`],
    [`http://${host}/v1/`, null],
    [` ${replay.url} `, null],
    [`http://${host}/v1/chat/completions`, `Read as ${replay.url}: the path was shortened to /v1.`],
  ] as const;
  await app.add(frames(1));
  for (const [typed, note] of written) {
    await test.step(`“${typed}”`, async () => {
      const setup = page.getByRole('button', { name: 'Setup' });
      if (await setup.isVisible()) await setup.click();
      const field = page.getByLabel('Server URL');
      await field.fill(typed);
      if (note === null) await expect(field).toHaveAccessibleDescription('');
      else await expect(field).toHaveAccessibleDescription(note);
      await app.generate.click();
      await app.done();
    });
  }
  expect(posts(replay).map(({ path }) => path)).toEqual(written.map(() => '/v1/chat/completions'));
});

test('the setup can be opened over a story and closed again, and keeps the typed text', async ({
  app,
  page,
  replay,
}) => {
  await app.tell(frames(1), replay.url);
  await app.done();
  const setup = page.getByRole('button', { name: 'Setup' });
  await setup.click();
  await page.getByLabel('Prompt', { exact: true }).fill('Tell it to a child.');
  await page.getByRole('button', { name: 'Close' }).click();
  await app.expectStage(3);
  await setup.click();
  await expect(page.getByLabel('Prompt', { exact: true })).toHaveValue('Tell it to a child.');
});
