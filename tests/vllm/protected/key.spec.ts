import { frames } from '../../helpers/journey-pictures.ts';
import { LOCKED, KEY } from '../flags.ts';
import { done, expect, generate, test } from '../test.ts';

test.use({ flags: LOCKED });

test('without a key, and with a wrong one, the page says so; with the right one it works', async ({ app }) => {
  await generate(app, 'short', frames(2));
  await expect(app.status).toHaveText('Failed');
  await expect(app.sentence).toHaveText('The server needs an API key.');

  await app.setUp({ 'API key': 'simsim' });
  await app.generate.click();
  await expect(app.sentence).toHaveText('The server does not accept this API key.');

  await app.setUp({ 'API key': KEY });
  await app.generate.click();
  await done(app);
});
