import { frames } from '../../helpers/journey-pictures.ts';
import { DEFAULTS } from '../flags.ts';
import { expect, expectWhole, generate, inTheMiddle, test } from '../test.ts';

// The test starts vLLM once more.
test.setTimeout(1_200_000);

test('the server is killed: the page says so, and after a restart Continue completes the text', async ({
  app,
  vllm,
}) => {
  await generate(app, 'long', frames(6));
  await inTheMiddle(app);
  vllm.kill('SIGKILL');
  await expect(app.status).toHaveText(/^Failed after/, { timeout: 60_000 });
  await expect(app.alert).toContainText('kept');
  await vllm.restart(DEFAULTS);
  await expect(app.page.getByText('The server is back.').first()).toBeVisible();
  await app.button('Continue').click();
  await expectWhole(app, 'long');
});
