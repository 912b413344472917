import { findChromium } from '../../scripts/chromium.mjs';
import { harbour } from '../fixtures/harbour.ts';
import { App } from '../helpers/journey-app.ts';
import { frames } from '../helpers/journey-pictures.ts';
import { configure } from '../helpers/journey-requests.ts';
import { expect, listen, test } from '../helpers/journey-test.ts';
import { startApp } from '../helpers/start-app.ts';

// One sequence in two tabs. On a local network the page comes over plain http from another machine: the browser gives it no
// Web Locks, no `crypto.subtle`, no `randomUUID` and no `navigator.storage`.

const HOST = 'studio.local';
const { executablePath, args, env } = findChromium();
test.use({ launchOptions: { executablePath, env, args: [...args, `--host-resolver-rules=MAP ${HOST} 127.0.0.1`] } });

const IN_STORY = harbour.indexOf('</gdi>') + 40;

for (const place of ['on this machine', 'on a local network'] as const) {
  test(`${place}, a second tab reads a sequence, takes it over and stops the run of the first; a crash frees it`, async ({
    browser,
    baseURL,
    replay,
  }) => {
    const server = place === 'on this machine' ? null : await startApp({ args: ['--server', 'none', '--name', HOST] });
    const address = server === null ? (baseURL ?? '') : `http://${HOST}:${server.port}`;
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const [one, two] = [await context.newPage(), await context.newPage()];
    const complaints = [listen(one), listen(two)];
    const first = new App(one);
    const second = new App(two);
    await one.goto(address);
    expect(await one.evaluate(() => [isSecureContext, 'locks' in navigator])).toEqual(
      server === null ? [true, true] : [false, false],
    );

    configure(replay, { fault: { kind: 'stall', after: { chars: IN_STORY } } });
    await first.tell(frames(2), replay.url);
    await first.expectArrived(IN_STORY);
    await expect(one.getByText('Saved', { exact: true })).toBeVisible();

    await two.goto(address);
    const last = two.getByRole('region', { name: 'Go on with' });
    await expect(last.getByText(/was open last. It is open in another tab now.$/)).toBeVisible();
    await last.getByRole('button').first().click();
    const notice = two.getByRole('region', { name: 'Other tab' });
    await expect(notice).toContainText('This sequence is open in another tab. Here you can only read it.');
    await expect(second.tiles).toHaveCount(2);
    await second.add(frames(1));
    await expect(two.getByRole('region', { name: 'Message' })).toContainText('Here you can only read it.');
    await expect(second.tiles).toHaveCount(2);

    await notice.getByRole('button', { name: 'Take over' }).click();
    await expect(notice).toBeHidden();
    await expect(second.status).toHaveText(/^Stopped after/);
    await second.expectArrived(IN_STORY);
    await expect(one.getByRole('region', { name: 'Other tab' })).toBeVisible();
    await expect(first.status).toHaveText('Read-only');
    await second.add(frames(1));
    await expect(second.tiles).toHaveCount(3);
    await expect(first.tiles).toHaveCount(3);

    const session = await context.newCDPSession(two);
    const gone = two.waitForEvent('crash');
    void session.send('Page.crash').catch(() => null);
    await gone;
    await expect(one.getByRole('region', { name: 'Other tab' })).toBeHidden();
    configure(replay, {});
    await first.button('Continue').click();
    await first.done();
    await first.expectArrived(harbour.length);
    expect(complaints).toEqual([[], []]);
    await context.close();
    await server?.end();
  });
}
