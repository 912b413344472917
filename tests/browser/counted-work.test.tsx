import Konva from 'konva';
import { waitFor } from '@testing-library/react';
import { Profiler } from 'react';
import type { ReactNode } from 'react';
import { expect, test, vi } from 'vitest';
import type * as Original from '../../src/app/App.tsx';
import { marked, mention, openOutput, openRun, painted, stage, story } from '../helpers/app.tsx';
import { longStory, tellFrame, thinkOf } from '../helpers/long-story.ts';
import { canvasOn } from './stage-ink.ts';

// What a hover and a stream cost, in numbers that no machine changes. `npm run bench:browser` measures the time.

const commits = vi.hoisted(() => ({ count: 0 }));
vi.mock('../../src/app/App.tsx', async (importOriginal) => {
  const { App } = await importOriginal<typeof Original>();
  return {
    App: (): ReactNode => (
      <Profiler id="app" onRender={() => commits.count++}>
        <App />
      </Profiler>
    ),
  };
});

interface Work {
  /** How often React has changed the page. */
  readonly commits: number;
  /** How often the rules of a stylesheet were replaced or changed. */
  readonly rules: number;
  /** How many attributes of Konva's shapes were set. */
  readonly attributes: number;
}

/** Counts the work of the page while `act` runs and until the page has painted it. */
async function workOf(act: () => Promise<void>): Promise<Work> {
  const changes = (['replaceSync', 'replace', 'insertRule', 'deleteRule'] as const).map((method) =>
    vi.spyOn(CSSStyleSheet.prototype, method),
  );
  const attributes = vi.spyOn(Konva.Node.prototype, '_setAttr');
  commits.count = 0;
  await act();
  // Some of the work waits for the next frame, and its effects for the one after it.
  for (let frame = 0; frame < 4; frame++) {
    // oxlint-disable-next-line no-await-in-loop -- one frame after the other
    await painted();
  }
  const work = {
    commits: commits.count,
    rules: changes.reduce((sum, { mock }) => sum + mock.calls.length, 0),
    attributes: attributes.mock.calls.length,
  };
  for (const spy of [...changes, attributes]) spy.mockRestore();
  return work;
}

/** An image with this number of objects, each with its own word in the story. */
function crowd(count: number): string {
  const things = Array.from({ length: count }, (_, i) => i + 1);
  const rows = things.map((n) => {
    const [x, y] = [(n * 53) % 480, (n * 29) % 280];
    return `| obj${n} | Thing ${n} | ${x},${y},${x + 40},${y + 30} |`;
  });
  const words = things.map((n) => `<gdo obj${n}>word ${n}</gdo>`).join(' and ');
  return `<think>\n## Image 1\n### Objects\n| Object ID | Description | Bounding Box |\n|---|---|---|\n${rows.join('\n')}\n</think>\n<gdi image1>${words}.</gdi>`;
}

async function hoverWork(count: number): Promise<Work> {
  const { session, user, unmount } = await openOutput(crowd(count), [[560, 336]]);
  session.view.arrange({ labels: false });
  const on = await stage(1);
  await waitFor(() => canvasOn(on));
  await workOf(async () => user.hover(mention('word 1')));
  const work = await workOf(async () => {
    await user.hover(mention('word 5'));
    await waitFor(() => expect(marked('box', on).filter(isLit)).toHaveLength(1));
  });
  unmount();
  return work;
}

function isLit({ dataset }: HTMLElement): boolean {
  return dataset['lit'] === 'true';
}

test('a hover costs as much among 60 boxes as among 6', async () => {
  const work = await hoverWork(6);
  expect(await hoverWork(60)).toEqual(work);
  // One commit where the pointer leaves a mention, one where it enters another, and one for all that follows the boxes.
  expect(work.commits).toBeLessThanOrEqual(3);
  // The mentions of the story and the marks of the filmstrip have one stylesheet each.
  expect(work.rules).toBeLessThanOrEqual(2);
  // Two new rectangles and a label, and twice the opacity of the group that has all other boxes.
  expect(work.attributes).toBeLessThanOrEqual(28);
  expect(work.attributes).toBeGreaterThan(0);
});

test('100 deltas of story text cost one commit for each batch that the page gets, and nothing else', async () => {
  const frames = 5;
  const { session, clock, call } = await openRun(Array.from({ length: frames }, () => [56, 56] as const));
  await call.text(thinkOf(frames) + tellFrame(1));
  clock.frame();
  await call.text('<gdi image2>\nThen');
  clock.frame();
  await waitFor(() => expect(story().textContent).toContain('Then'));
  const inFrames = await workOf(async () => {
    for (let i = 0; i < 100; i++) {
      // oxlint-disable no-await-in-loop -- a stream
      await call.text(` word ${i}`);
      clock.frame();
      // oxlint-enable no-await-in-loop
    }
    await waitFor(() => expect(story().textContent).toContain('word 99'));
  });
  // One more to paint what came before them.
  expect(inFrames.commits).toBeLessThanOrEqual(101);
  expect(inFrames).toMatchObject({ rules: 0, attributes: 0 });
  const atOnce = await workOf(async () => {
    // oxlint-disable-next-line no-await-in-loop -- a stream
    for (let i = 100; i < 200; i++) await call.text(` word ${i}`);
    clock.frame();
    await waitFor(() => expect(story().textContent).toContain('word 199'));
  });
  expect(atOnce).toEqual({ commits: 1, rules: 0, attributes: 0 });
  session.stop();
});

test('the tables of another frame are written into the same rows', async () => {
  const { user } = await openOutput(
    longStory(5),
    Array.from({ length: 5 }, () => [560, 336] as const),
  );
  await stage(1);
  await waitFor(() => expect(rowsNow()).toHaveLength(4));
  const before = rowsNow();
  expect(before.map(({ dataset }) => dataset['row'])).toContain('obj1');
  await user.hover(mention('thing 4'));
  await waitFor(() => expect(rowsNow().map(({ dataset }) => dataset['row'])).toContain('obj4'));
  for (const [i, row] of rowsNow().entries()) expect(row).toBe(before[i]);
});

function rowsNow(): HTMLElement[] {
  return marked('row');
}
