import { frames } from '../helpers/journey-pictures.ts';
import { expect, harbour, test } from '../helpers/journey-test.ts';

// Names and attributes that other people's tests and scripts rely on.

test('each button and field has its name, and each name exists once', async ({ app, page, replay }) => {
  const once = async (names: readonly string[], find: (name: string) => ReturnType<typeof page.getByRole>) => {
    for (const name of names) await expect(find(name), name).toHaveCount(1);
  };
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const fields = ['Server URL', 'Model', 'API key', 'Temperature', 'Top-p', 'Max tokens', 'Prompt', 'System prompt'];
  const field = (name: string) => page.getByLabel(name, { exact: true });
  await once(['Try the demo', 'Generate', 'Open an output'], button);
  await once(fields, field);
  await expect(page.getByRole('status')).toHaveCount(1);
  await app.generate.click();
  await expect(page.getByRole('alert')).toHaveCount(1);

  replay.set({ fault: { kind: 'stall', after: { chars: harbour.indexOf('## Image 3') } } });
  await app.tell(frames(3), replay.url);
  await expect(app.status).toHaveText('Thinking: image 2 of 3');
  await once(['Stop'], button);
  await expect(app.generate).toHaveCount(0);
  replay.resume();
  await app.done();
  await once(['Generate', 'Regenerate', 'Regenerate the story only', 'Open an output'], button);
  await once(['Analysis', 'Raw', 'Image 1', 'Image 3', 'Narrative structure'], (name) =>
    page.getByRole('tab', { name }),
  );
  await once(['Add frames'], (name) => page.getByLabel(name));
  const setup = page.getByRole('button', { name: /^Setup:/ });
  await setup.click();
  await once(fields, field);
  await app.openDialog();
  await once(['Show'], button);
  await once(['Completion'], field);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 390, height: 844 });
  await setup.click();
  await once(['Story', 'Analysis', 'Raw'], (name) => page.getByRole('tab', { name }));
});

test('the status line is the only element of the role status, also with frames that can be sorted', async ({
  app,
  page,
}) => {
  await app.add(frames(2));
  await expect(app.tiles).toHaveCount(2);
  await expect(page.getByRole('status')).toHaveCount(1);
});

test('mentions and boxes have their entities, frames and grounding in attributes', async ({ app, page, replay }) => {
  await app.tell(frames(3), replay.url);
  await app.done();
  await expect(page.locator('[data-tag]')).toHaveCount(12);
  const mentions = await page
    .locator('[data-tag]')
    .evaluateAll((all) =>
      all.map(({ dataset: { tag, entities, frame, grounded }, textContent }) =>
        [textContent, tag, entities, frame, grounded].join('|'),
      ),
    );
  expect(mentions).toEqual([
    'Ines|gdo|char1|1|here',
    'watched|gda|char1|1|here',
    'the clock tower|gdl|lm1|1|here',
    'Tom|gdo|char2|1|here',
    'the kite|gdo|obj1|1|here',
    'They|gdo|char1 char2|1|here',
    'the boy|gdo|char2|2|here',
    'ran|gda|char2|2|here',
    'she|gdo|char1|2|elsewhere',
    'the nets|gdl|bg1|2|none',
    'Ines|gdo|char1|3|here',
    'caught|gda|char1|3|here',
  ]);
  await page.getByRole('tab', { name: 'Image 1' }).click();
  await app.expectStage(1);
  const stage = await app.stage.boundingBox();
  const scale = (stage?.width ?? 0) / 504;
  const boxes = {
    char1: [40, 60, 180, 300],
    char2: [210, 120, 300, 310],
    obj1: [230, 10, 290, 70],
    lm1: [400, 0, 480, 220],
  };
  await expect(app.boxes).toHaveCount(4);
  for (const [id, [x1 = 0, y1 = 0, x2 = 0, y2 = 0]] of Object.entries(boxes)) {
    await expect(app.box(id)).toHaveAttribute('data-frame', '1');
    await expect(app.box(id)).toHaveAttribute('data-lit', 'false');
    const at = await app.box(id).boundingBox();
    const found = [(at?.x ?? 0) - (stage?.x ?? 0), (at?.y ?? 0) - (stage?.y ?? 0), at?.width ?? 0, at?.height ?? 0];
    const wanted = [x1, y1, x2 - x1, y2 - y1].map((side) => side * scale);
    for (const [i, side] of wanted.entries()) expect(Math.abs((found[i] ?? 0) - side), id).toBeLessThan(1);
  }
});
