import { frames } from '../../helpers/journey-pictures.ts';
import { LIMITED } from '../flags.ts';
import { expect, expectWhole, generate, inTheMiddle, test } from '../test.ts';

// The test starts vLLM once more.
test.setTimeout(1_200_000);

test('Ctrl-C ends the server: the run ends by itself, and after a restart Continue completes the text', async ({
  app,
  vllm,
}) => {
  // As many frames and tokens as the next server accepts, which the tests after this one use.
  await app.setUp({ 'Max tokens': '3000' });
  await generate(app, 'long', frames(2));
  await inTheMiddle(app);
  vllm.kill('SIGTERM');
  // vLLM ends the answer in one of four ways: an error event, an abort, a broken connection, or not at all.
  await expect(app.status).toHaveText(/^(?:Failed|Ended by the server) after/, { timeout: 90_000 });
  await expect(app.alert).not.toContainText('crashed');
  await vllm.restart(LIMITED);
  await expect(app.page.getByText('The server is back.').first()).toBeVisible();
  await app.button('Continue').click();
  await expectWhole(app, 'long');
});
