import { frames } from '../../helpers/journey-pictures.ts';
import { App } from '../../helpers/journey-app.ts';
import { expectWhole, generate, test } from '../test.ts';

test('two tabs at the same time each get their story, byte for byte', async ({ app, context }) => {
  const other = new App(await context.newPage());
  await other.open();
  await generate(app, 'harbour');
  await generate(other, 'long', frames(6));
  await expectWhole(app, 'harbour');
  await other.page.bringToFront();
  await expectWhole(other, 'long');
});
