import { frames } from '../../helpers/journey-pictures.ts';
import { App } from '../../helpers/journey-app.ts';
import { LIMITED } from '../flags.ts';
import { expect, expectWhole, generate, inTheMiddle, test } from '../test.ts';

test.use({ flags: LIMITED });

test('a request that waits is shown as waiting, with the numbers of the server', async ({ app, context, vllm }) => {
  const first = new App(await context.newPage());
  await first.open();
  await first.setUp({ 'Max tokens': '3000' });
  await generate(first, 'long', frames(2));
  await inTheMiddle(first);

  await app.setUp({ 'Max tokens': '2000' });
  await generate(app, 'short', frames(2));
  await expect.poll(() => vllm.requests('waiting')).toBe(1);
  const place = 'In the server’s queue: 1 request running, none waiting before this one';
  await expect(app.status).toHaveText(place);
  await expect(app.page.getByRole('list', { name: 'Steps before the first word' })).toContainText('queue');

  await first.stop.click();
  await expectWhole(app, 'short');
});
