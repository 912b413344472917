import { openFromInternet } from '../helpers/journey-internet.ts';
import { expect, test } from '../helpers/journey-test.ts';

// Some files of the page may still be loading when a test ends.
test.afterEach(async ({ page }) => page.unrouteAll({ behavior: 'wait' }));

test('for a page over https and a server over http the page shows “This page was loaded over https, so the browser blocks http servers such as URL.”', async ({
  page,
  baseURL,
}) => {
  const app = await openFromInternet(page, baseURL);
  await app.field('Server URL').fill('http://models.example:8000/v1');
  await expect(app.connection).toContainText(
    'This page was loaded over https, so the browser blocks http servers such as http://models.example:8000/v1.',
  );
  await expect(app.connection).toContainText(
    'Open StoryLens over http (npm start on your machine) or as a file, or serve vLLM over https (--ssl-keyfile and --ssl-certfile). Chrome can allow a server in the local network: look for its permission prompt.',
  );
});
