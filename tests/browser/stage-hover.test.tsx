import Konva from 'konva';
import { waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { mention, openOutput, painted, stage } from '../helpers/app.tsx';
import { canvasOn } from './stage-ink.ts';

const COUNT = 60;

/** Sixty objects in one image, each with its own word in the story. */
const crowd = ((): string => {
  const things = Array.from({ length: COUNT }, (_, i) => i + 1);
  const rows = things.map((n) => {
    const [x, y] = [(n * 53) % 480, (n * 29) % 280];
    return `| obj${n} | Thing ${n} | ${x},${y},${x + 40},${y + 30} |`;
  });
  const words = things.map((n) => `<gdo obj${n}>word ${n}</gdo>`).join(' and ');
  return `<think>\n## Image 1\n### Objects\n| Object ID | Description | Bounding Box |\n|---|---|---|\n${rows.join('\n')}\n</think>\n<gdi image1>${words}.</gdi>`;
})();

test.each([false, true])('a hover updates only the boxes that change, and draws once (labels: %s)', async (labels) => {
  const { session, user } = await openOutput(crowd, [[560, 336]]);
  session.view.arrange({ labels });
  const on = await stage(1);
  await waitFor(() => canvasOn(on));
  await user.hover(mention('word 7'));
  await painted();
  await painted();

  const nodes = vi.spyOn(Konva.Node.prototype, 'setAttrs');
  const layers = vi.spyOn(Konva.Layer.prototype, 'drawScene');
  const buttons = new Set<string | undefined>();
  const observer = new MutationObserver((records) => {
    for (const { target } of records) buttons.add((target as HTMLElement).dataset['box']);
  });
  observer.observe(on, { attributes: true, subtree: true, attributeFilter: ['data-lit', 'style', 'class'] });
  await user.hover(mention('word 31'));
  await waitFor(() => expect(buttons.size).toBeGreaterThan(0));
  await painted();
  observer.disconnect();
  const touched = nodes.mock.contexts.map((node) => (node as Konva.Node).getClassName()).toSorted();
  const drawn = layers.mock.calls.length;
  nodes.mockRestore();
  layers.mockRestore();
  // One rectangle for the box that the pointer leaves and one for the box that it enters, with their labels (without
  // labels, only a highlighted box has one). In between no box is highlighted, so the group of the others changes its
  // opacity twice.
  expect(touched).toEqual(['Group', 'Group', 'Rect', 'Rect', 'Shape', ...(labels ? ['Shape'] : [])]);
  // Both changes are painted together.
  expect(drawn).toBe(1);
  buttons.delete(undefined);
  expect(buttons).toEqual(new Set(['obj7', 'obj31']));
});
