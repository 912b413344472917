import type { Refused } from '../fixtures/refused.ts';
import type { App } from './journey-app.ts';
import type { Changes, ReplayServer } from './journey-requests.ts';
import { configure, promptOf } from './journey-requests.ts';
import { expect } from './journey-test.ts';

/** Generates a story that the server refuses, and checks all texts that the page shows. */
export async function expectRefused(app: App, replay: ReplayServer, refused: Refused): Promise<void> {
  const { options, typed, sentence, said, advice, command } = refused;
  const here = await app.page.evaluate(() => globalThis.origin);
  const changes = typeof options === 'function' ? options(promptOf(replay)) : options;
  const fillIn = (text: string) =>
    text
      .replaceAll(/(?<!Server )URL/g, replay.url)
      .replaceAll('PAGE', here)
      .replaceAll('LENGTH', String(changes.maxModelLen));
  configure(replay, changes);
  const putBack = typed === undefined ? null : await app.setUp(typed);

  const before = replay.requests.length;
  await app.generate.click();
  await expect.poll(() => replay.requests.length, 'the server receives a request').toBeGreaterThan(before);
  await expect(app.status).toHaveText('Failed');
  await expect(app.sentence).toHaveText(fillIn(sentence));
  await expect(app.said).toHaveText(said === undefined ? [] : [said]);
  await expect(app.alert.getByRole('paragraph').nth(1)).toHaveText(fillIn(advice));
  const commands = app.alert.getByLabel('Serve command');
  await expect(commands).toHaveCount(command === undefined ? 0 : 1);
  if (command !== undefined) await expect(commands).toContainText(command);
  await expect(app.tiles).toHaveCount(3);
  await putBack?.();
}

/** Generates a story that fails. Then repairs the server and expects that Try again gives the story of the same frames. */
export async function expectRecovery(app: App, replay: ReplayServer, broken: Changes): Promise<void> {
  configure(replay, broken);
  // The alert of the previous run is still visible until this run begins.
  const countCompletions = () => replay.requests.filter(({ path }) => path === '/v1/chat/completions').length;
  const before = countCompletions();
  await app.generate.click();
  await expect.poll(countCompletions, 'a story is requested').toBeGreaterThan(before);
  await expect(app.alert).toBeVisible();
  configure(replay, {});
  await app.alert.getByRole('button', { name: 'Try again' }).click();
  await app.done();
  await expect(app.alert).toHaveCount(0);
  await expect(app.page.locator('[data-tag]')).toHaveCount(12);
}
