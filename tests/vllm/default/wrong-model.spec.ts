import { MODEL } from '../server.ts';
import { expect, expectWhole, generate, test } from '../test.ts';

test('a model that the server does not serve is named, and so is the one that it serves', async ({ app }) => {
  await app.setUp({ Model: 'someone/another-model' });
  await generate(app, 'harbour');
  await expect(app.status).toHaveText('Failed');
  await expect(app.sentence).toContainText('someone/another-model');
  await expect(app.said).toHaveText(`The model \`someone/another-model\` does not exist. Valid aliases: ${MODEL}.`);
  await app.setUp({ Model: MODEL });
  await app.generate.click();
  await expectWhole(app, 'harbour');
});
