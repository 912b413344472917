import { DEFAULTS } from '../flags.ts';
import { expect, expectWhole, generate, inTheMiddle, test } from '../test.ts';

// One more start of vLLM.
test.setTimeout(600_000);

test('the engine is killed: the page says so, and after a restart Continue completes the text', async ({
  app,
  vllm,
}) => {
  await generate(app, 'long', 6);
  await inTheMiddle(app);
  vllm.kill('engine');
  await expect(app.status).toHaveText(/^Failed after/, { timeout: 60_000 });
  await expect(app.alert).toContainText(/its engine has died|The server has shut down/);
  await vllm.restart(DEFAULTS);
  await app.button('Continue').click();
  await expectWhole(app, 'long');
});
