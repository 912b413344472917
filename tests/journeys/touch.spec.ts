import type { CDPSession, Locator, Page } from '@playwright/test';
import { frames } from '../helpers/journey-pictures.ts';
import { expect, test } from '../helpers/journey-test.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('a tap on a mention pins its boxes, and a second tap unpins them', async ({ app, page, replay }) => {
  await app.tell(frames(3), replay.url);
  await app.done();
  const mention = app.mention('They', 1);
  await mention.tap();
  await app.expectStage(1);
  await app.expectLit(['char1', 'char2']);
  await expect(mention).toHaveAttribute('aria-pressed', 'true');
  await mention.tap();
  await expect(mention).toHaveAttribute('aria-pressed', 'false');
  await page.getByRole('tab', { name: 'Raw' }).tap();
  await expect(page.getByRole('region', { name: 'Raw completion' })).toBeVisible();
});

test('the button that removes a frame is visible on a touch screen', async ({ app, page }) => {
  await app.add(frames(2));
  await expect(app.tiles).toHaveCount(2);
  const remove = page.getByRole('button', { name: 'Remove frame-1.png' });
  await expect(remove).toHaveCSS('opacity', '1');
  await remove.tap();
  await app.expectFrames(['frame-2.png']);
});

/** Fingers on the picture, at fractions of its size. The browser gets real touches, not events made by the page. */
class Hand {
  readonly #screen: CDPSession;
  readonly #stage: Locator;

  constructor(screen: CDPSession, stage: Locator) {
    this.#screen = screen;
    this.#stage = stage;
  }

  static async on(page: Page, stage: Locator): Promise<Hand> {
    return new Hand(await page.context().newCDPSession(page), stage);
  }

  async #touch(type: 'touchStart' | 'touchMove' | 'touchEnd', fingers: readonly Finger[]): Promise<void> {
    const { x, y, width, height } = (await this.#stage.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    const touchPoints = fingers.map(([px, py], id) => ({ x: x + px * width, y: y + py * height, id }));
    await this.#screen.send('Input.dispatchTouchEvent', { type, touchPoints });
  }

  /** Puts fingers down, moves them to their targets in four steps, and lifts them. */
  async move(from: readonly Finger[], to: readonly Finger[]): Promise<void> {
    await this.#touch('touchStart', from);
    for (const part of [0.25, 0.5, 0.75, 1]) {
      const between = from.map(([x, y], i): Finger => {
        const [toX, toY] = to[i] ?? [x, y];
        return [x + part * (toX - x), y + part * (toY - y)];
      });
      await this.#touch('touchMove', between);
    }
    await this.#touch('touchEnd', []);
  }

  async tap(finger: Finger): Promise<void> {
    await this.#touch('touchStart', [finger]);
    await this.#touch('touchEnd', []);
  }
}

type Finger = readonly [x: number, y: number];

test('a tap on a box pins it, a second tap unpins it, and a tap beside all boxes changes nothing', async ({
  app,
  page,
  replay,
}) => {
  await app.tell(frames(3), replay.url);
  await app.done();
  await app.tiles.first().tap();
  await app.expectStage(1);
  const hand = await Hand.on(page, app.stage);
  const box = app.box('char2');
  await box.tap();
  await app.expectLit(['char2']);
  await expect(box).toHaveAttribute('aria-pressed', 'true');
  await hand.tap([0.98, 0.95]);
  await app.expectLit(['char2']);
  await box.tap();
  await expect(box).toHaveAttribute('aria-pressed', 'false');
  await app.expectLit([]);
  // A finger that moves over boxes does not highlight them.
  await hand.move([[0.2, 0.5]], [[0.5, 0.5]]);
  await app.expectLit([]);
});

test('two fingers zoom and pan the picture, and a double tap shows the whole picture', async ({
  app,
  page,
  replay,
}) => {
  await app.tell(frames(3), replay.url);
  await app.done();
  await app.tiles.first().tap();
  await app.expectStage(1);
  const hand = await Hand.on(page, app.stage);
  const place = async (): Promise<readonly number[]> => {
    const { x = 0, y = 0, width = 0 } = (await app.box('char2').boundingBox()) ?? {};
    return [x, y, width].map(Math.round);
  };
  const whole = await place();
  await hand.move(
    [
      [0.4, 0.5],
      [0.6, 0.5],
    ],
    [
      [0.2, 0.5],
      [0.8, 0.5],
    ],
  );
  await expect.poll(async () => (await place())[2]).toBeGreaterThan(2.5 * (whole[2] ?? 0));
  // The page itself is not zoomed.
  expect(await page.evaluate(() => visualViewport?.scale)).toBe(1);
  const [x = 0] = await place();
  await hand.move(
    [
      [0.4, 0.4],
      [0.6, 0.6],
    ],
    [
      [0.3, 0.4],
      [0.5, 0.6],
    ],
  );
  await expect.poll(async () => (await place())[0]).toBeLessThan(x - 20);
  await hand.tap([0.05, 0.95]);
  await hand.tap([0.05, 0.95]);
  await expect.poll(place).toEqual(whole);
});

test('every tap target is large enough for a finger', async ({ app, page }) => {
  const row = (id: string, box: string): string => `| ${id} | Thing | ${box} |\n`;
  const small = row('obj1', '100,100,104,104') + row('obj2', '200,200,200,240') + row('obj3', '300,100,500,300');
  await app.openText(
    `<think>\n## Image 1\n### Objects\n| Object ID | Description | Bounding Box |\n|---|---|---|\n${small}</think>\n<gdi image1>Words.</gdi>`,
  );
  await app.expectStage(1);
  for (const id of ['obj1', 'obj2', 'obj3']) {
    const { x, y, width, height } = (await app.box(id).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    for (const [dx, dy] of [
      [-11, 0],
      [11, 0],
      [0, -11],
      [0, 11],
    ] as const) {
      const met = await page.evaluate(([px, py]) => document.elementFromPoint(px, py)?.getAttribute('data-box'), [
        x + width / 2 + dx,
        y + height / 2 + dy,
      ] as const);
      expect(met).toBe(id);
    }
  }
  for (const button of await page.getByRole('group', { name: 'View of the picture' }).getByRole('button').all()) {
    const { width, height } = (await button.boundingBox()) ?? { width: 0, height: 0 };
    expect(Math.min(width, height), (await button.getAttribute('aria-label')) ?? '').toBeGreaterThanOrEqual(24);
  }
});
