import { named } from '../fixtures/named.ts';
import { unusableServers } from '../fixtures/unusable-servers.ts';
import { expect, testOfSetup as test } from '../helpers/journey-test.ts';

// The texts of the setup after the user has typed the address of a server that the page cannot use: one case of each kind.
// tests/inference/unusable.test.ts has all cases, from the same table. Only the tests of the probe have a server that never
// answers, because here it would take eight seconds.

const shapes = named(
  unusableServers,
  '--allowed-origins does not include this page',
  'the key is wrong',
  'the engine has died: /health is 503',
  'the key of a LiteLLM proxy is missing',
  'the warning page of a tunnel answers every GET',
  'the model is not loaded yet, as at llama.cpp: every path is 503 and says so',
  'the model is not loaded yet, as at SGLang: /health is 503, and the models are listed',
  'a proxy gets no answer from vLLM and shows its page',
  'an API of another kind listens there',
);

test.describe('the setup explains a server that the page cannot use:', () => {
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
