import { frames } from '../helpers/journey-pictures.ts';
import { expect, test, testOfSetup } from '../helpers/journey-test.ts';

// The command that starts a server, which the user can paste into a shell.

const syntaxes = [
  ['0.7.3', '--limit-mm-per-prompt image=1'],
  ['0.8.4', '--limit-mm-per-prompt image=1'],
  ['0.8.5', `--limit-mm-per-prompt '{"image":1}'`],
  ['0.16.0', `--limit-mm-per-prompt '{"image":1}'`],
] as const;

for (const [version, flag] of syntaxes) {
  testOfSetup(`the command for vLLM ${version} has ${flag}`, async ({ app, serve }) => {
    const server = await serve({ version, model: 'another-model' });
    // The command is offered because the server does not have the model that the user chose.
    await app.field('Model').fill('my/storyteller');
    await app.field('Server URL').fill(server.url);
    await expect(app.connection).toContainText(`vLLM ${version} answers in`);
    await expect(app.connection.getByLabel('Serve command')).toContainText(flag);
  });
}

test('the command fits the frames, the port and the page, and a button copies it', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await app.field('Server URL').fill('http://gpu.example:9000/v1');
  await app.add(frames(17));
  await expect(app.tiles).toHaveCount(17);
  await page.getByText('Serve command', { exact: true }).click();
  const command = [
    'vllm serve daniel3303/QwenStoryteller',
    '--max-model-len 16384',
    `--limit-mm-per-prompt '{"image":17}'`,
    `--mm-processor-kwargs '{"max_pixels":1003520}'`,
    `--allowed-origins '["${new URL(page.url()).origin}"]'`,
    '--port 9000',
  ].join(' \\\n  ');
  const shown = page.locator('form').getByLabel('Serve command').last();
  await expect(shown).toHaveText(command);
  await app.button('Copy').last().click();
  await expect(app.button('Copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(command);
});
