import { MODEL } from '../server.ts';
import { expect, expectWhole, generate, test } from '../test.ts';

test('for a wrong model the page names the wrong model and the served one', async ({ app }) => {
  await app.setUp({ Model: 'someone/another-model' });
  await generate(app, 'harbour');
  await expect(app.status).toHaveText('Failed');
  await expect(app.sentence).toContainText('someone/another-model');
  await expect(app.said).toHaveText(`The model \`someone/another-model\` does not exist. Valid aliases: ${MODEL}.`);
  await app.setUp({ Model: MODEL });
  await app.generate.click();
  await expectWhole(app, 'harbour');
});
