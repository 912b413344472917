import { named } from '../fixtures/named.ts';
import { unusableServers } from '../fixtures/unusable-servers.ts';
import { expect, testOfSetup as test } from '../helpers/journey-test.ts';

// What the setup says of a server, as a person reads it after typing the address and nothing more: one of each shape. All are
// in tests/inference/unusable.test.ts, from the same table. A server that never answers is looked at in the tests of the
// probe: here it would take its eight seconds.

const shapes = named(
  unusableServers,
  'its --allowed-origins lack this page',
  'its key is another',
  'its engine has died: /health is 503',
  'a proxy gets no answer from it, and shows its page',
  'an API of another kind listens there',
);

test.describe('of a server the page says, when', () => {
  for (const { when, options, key = '', says, said, advice } of shapes) {
    test(`${when}: “${says}”`, async ({ app, serve }) => {
      const server = await serve(options);
      await app.field('API key').fill(key);
      await app.field('Server URL').fill(server.url);
      const here = await app.page.evaluate(() => globalThis.origin);
      await expect(app.connection).toContainText(says.replace('URL', server.url).replace('PAGE', here));
      await expect(app.connection).toContainText(advice);
      await expect(app.connection.getByRole('blockquote')).toHaveText(said === undefined ? [] : [said]);
    });
  }
});
