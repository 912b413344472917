import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { saySuggestion } from '../../src/features/run/units-text.ts';
import type { BoxUnits } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { marked, announced, openApp, openEnded, openOutput, openRun, pictures, stage } from '../helpers/app.tsx';
import { readingOf } from '../helpers/session.ts';
import { expectOver } from './over.ts';
import { field } from './setup-form.ts';

const choice = (): HTMLSelectElement | null => screen.queryByRole('combobox', { name: 'Box units' });

/** Thinking with one box for each of these corners, image by image. */
function thinkOf(...images: readonly (readonly string[])[]): string {
  const tables = images.map((boxes, i) => {
    const rows = boxes.map((box, k) => `| obj${k + 1} | Thing ${k + 1} | ${box} |\n`).join('');
    return `## Image ${i + 1}\n### Objects\n| Object ID | Description | Bounding Box |\n|---|---|---|\n${rows}`;
  });
  return `<think>\n${tables.join('')}`;
}
const END = '</think>\n<gdi image1>Words.</gdi>\n';

describe('the choice of the box units', () => {
  const text = thinkOf(['100,60,300,260', '400,200,700,500'], ['200,100,500,300']) + END;

  test('moves all boxes at once, without a new run', async () => {
    // 1960 by 1176 pixels are sent as 1288 by 756.
    const sent = [1288, 756] as const;
    const original = [1960, 1176] as const;
    const { user, session, model } = await openEnded(text, undefined, [original, original]);
    const { doc: before } = readingOf(session);
    for (const [label, value, measured] of [
      ['sent pixels', 'sent', sent],
      ['original pixels', 'original', original],
      ['0–1000', 'thousand', [1000, 1000]],
      // It is not known that this server resizes pictures, so this is the sent size.
      ['resized pixels', 'resized', sent],
    ] as const) {
      await user.selectOptions(choice()!, label);
      expect(choice()?.value).toBe(value);
      session.view.show(1 as never);
      await expectOver('obj1', [100, 60, 300, 260], measured);
      await expectOver('obj2', [400, 200, 700, 500], measured);
      session.view.show(2 as never);
      await expectOver('obj1', [200, 100, 500, 300], measured, 2);
    }
    expect(model.calls).toHaveLength(1);
    expect(readingOf(session).doc).toBe(before);
  });

  test('includes 0–1', async () => {
    const { user } = await openEnded(thinkOf(['0.1,0.2,0.4,0.9', '0,0,1,1', '0.5,0.5,0.75,1']) + END);
    await user.selectOptions(await screen.findByRole('combobox', { name: 'Box units' }), '0–1');
    await expectOver('obj1', [0.1, 0.2, 0.4, 0.9], [1, 1]);
    await expectOver('obj2', [0, 0, 1, 1], [1, 1]);
  });

  const labels = (): string[] => [...(choice()?.options ?? [])].map((option) => option.text);

  test('has no sent pixels for an opened output', async () => {
    await openOutput(harbour, [[960, 540]]);
    expect(choice()?.value).toBe('original');
    expect(labels()).toEqual(['original pixels', 'resized pixels', '0–1000', '0–1', '0–1000, y first']);
  });

  test('starts with the units of the recipe', async () => {
    const { session, model, clock } = openApp();
    session.chooseRecipe('Any vision-language model');
    await waitFor(() => expect(field('Box units').value).toBe('thousand'));
    await session.frames.add(await pictures([[560, 336]]));
    void session.generate();
    const call = await model.call(1);
    await call.text(text);
    clock.frame();
    await waitFor(() => expect(choice()?.value).toBe('thousand'));
    expect(labels()).toEqual(['sent pixels', 'original pixels', 'resized pixels', '0–1000', '0–1', '0–1000, y first']);
    // The setup sets the units of the next run only.
    session.set({ units: 'sent' });
    expect(choice()?.value).toBe('thousand');
    session.stop();
  });

  test('is absent if there are no boxes', async () => {
    await openOutput('<gdi image1>Only words.</gdi>');
    await stage(1);
    expect(choice()).toBeNull();
  });
});

describe('boxes that do not fit', () => {
  const outside = ['100,100,300,300', '600,500,900,950', '10,400,200,800', '50,350,990,700'];
  const TITLE = '3 of 4 boxes do not fit the sent picture but fit 0–1000.';
  const SIZES = [
    [560, 336],
    [560, 336],
  ] as const;
  const notice = (): HTMLElement | null => screen.queryByText(TITLE);

  test('are reported with their number, and a button changes their units', async () => {
    const { user, model } = await openEnded(thinkOf(outside) + END, undefined, SIZES);
    await screen.findByText(TITLE);
    await expectOver('obj1', [100, 100, 300, 300], [560, 336]);
    await user.click(screen.getByRole('button', { name: 'Use 0–1000' }));
    expect(choice()?.value).toBe('thousand');
    for (const [i, box] of outside.entries()) await expectOver(`obj${i + 1}`, box.split(',').map(Number), [1000, 1000]);
    expect(notice()).toBeNull();
    expect(model.calls).toHaveLength(1);
  });

  test('stay as they are after Keep', async () => {
    const { user } = await openEnded(thinkOf(outside) + END, undefined, SIZES);
    await screen.findByText(TITLE);
    await user.click(screen.getByRole('button', { name: 'Keep sent pixels' }));
    expect(notice()).toBeNull();
    expect(choice()?.value).toBe('sent');
    await user.selectOptions(choice()!, 'original pixels');
    expect(screen.queryByRole('button', { name: /^Use 0–1/ })).toBeNull();
  });

  test('do not interrupt the analysis of an image', async () => {
    const { session, clock, call } = await openRun(SIZES);
    await call.text(thinkOf(outside));
    clock.frame();
    await waitFor(() => expect(marked('box')).toHaveLength(4));
    expect(notice()).toBeNull();
    await call.text('## Image 2\n');
    clock.frame();
    await screen.findByText(TITLE);
    session.stop();
  });

  test('are not reported if there are only three', async () => {
    await openEnded(thinkOf(outside.slice(0, 3)) + END, undefined, SIZES);
    await waitFor(() => expect(marked('box')).toHaveLength(3));
    expect(screen.queryByRole('button', { name: /^Use 0–1/ })).toBeNull();
  });

  describe('can be previewed in the suggested units', () => {
    const preview = (): HTMLElement => screen.getByRole('button', { name: 'Preview' });

    test('which changes nothing until they are accepted', async () => {
      const { user, session } = await openEnded(thinkOf(outside) + END, undefined, SIZES);
      await screen.findByText(TITLE);
      await user.click(preview());
      await expectOver('obj1', [100, 100, 300, 300], [1000, 1000]);
      await announced('Preview: the boxes are drawn in 0–1000.');
      expect(preview().getAttribute('aria-pressed')).toBe('true');
      expect(notice()).not.toBeNull();
      expect(readingOf(session).units).toEqual({ plain: 'sent' });
      await user.click(preview());
      await expectOver('obj1', [100, 100, 300, 300], [560, 336]);
      await announced('The boxes are in sent pixels again.');
      await user.click(preview());
      await user.click(screen.getByRole('button', { name: 'Keep sent pixels' }));
      await expectOver('obj1', [100, 100, 300, 300], [560, 336]);
      await announced('The boxes stay in sent pixels.');
      expect(readingOf(session).units).toEqual({ plain: 'sent' });
    });

    test('by keyboard: u previews, Escape goes back and keeps the selection, Enter accepts', async () => {
      const { user, session } = await openEnded(thinkOf(outside) + END, undefined, SIZES);
      await screen.findByText(TITLE);
      session.view.pin(['obj1'], 1 as never, false);
      await user.keyboard('u');
      await expectOver('obj1', [100, 100, 300, 300], [1000, 1000]);
      await user.keyboard('{Escape}');
      await expectOver('obj1', [100, 100, 300, 300], [560, 336]);
      expect(session.view.store.getState().selection.pinned).not.toBeNull();
      await user.keyboard('u{Enter}');
      await waitFor(() => expect(notice()).toBeNull());
      await announced('The boxes are in 0–1000.');
      expect(readingOf(session).units.plain).toBe('thousand');
      await expectOver('obj1', [100, 100, 300, 300], [1000, 1000]);
    });

    test('which ends when another run is shown', async () => {
      const { user, session } = await openEnded(thinkOf(outside) + END, undefined, SIZES);
      await screen.findByText(TITLE);
      await user.click(preview());
      session.open({ name: 'other', text: '<gdi image1>Words.</gdi>' });
      await waitFor(() => expect(notice()).toBeNull());
      session.showPrevious();
      await waitFor(async () => expectOver('obj1', [100, 100, 300, 300], [560, 336]));
    });
  });

  test('of one dialect are moved alone', async () => {
    const boxes = [...outside, '<loc_100><loc_100><loc_300><loc_300>', '<|det|>[[0,0,999,999]]<|/det|>'];
    const { user } = await openEnded(thinkOf(boxes) + END, undefined, SIZES);
    await screen.findByText(TITLE);
    expect(choice()?.value).toBe('sent');
    await user.selectOptions(screen.getByRole('combobox', { name: 'Boxes written as' }), 'loc_');
    expect(choice()?.value).toBe('own');
    await user.selectOptions(choice()!, '0–1000');
    await expectOver('obj5', [100, 100, 300, 300], [1000, 1000]);
    await user.selectOptions(choice()!, '0–999');
    await expectOver('obj5', [100, 100, 300, 300], [999, 999]);
    await user.click(screen.getByRole('button', { name: 'Use 0–1000' }));
    await expectOver('obj1', [100, 100, 300, 300], [1000, 1000]);
    await expectOver('obj5', [100, 100, 300, 300], [999, 999]);
  });

  test.each([
    ['sent', 'thousand', '5 of 9 boxes do not fit the sent picture but fit 0–1000.'],
    ['original', 'unit', '5 of 9 boxes do not fit the original file but fit 0–1.'],
    ['resized', 'original', '5 of 9 boxes do not fit the resized picture but fit the original file.'],
    ['thousand', 'sent', '5 of 9 boxes do not fit 0–1000 but fit the sent picture.'],
    ['unit', 'resized', '5 of 9 boxes do not fit 0–1 but fit the resized picture.'],
  ] satisfies [BoxUnits, BoxUnits, string][])('in %s, but fit %s: %s', (read, units, sentence) => {
    expect(saySuggestion({ dialect: 'plain', units, outside: 5, boxes: 9 }, read)).toBe(sentence);
  });

  test('that fit but have the distribution of other units have sentences of their own', () => {
    expect(
      saySuggestion({ dialect: 'plain', units: 'thousand', outside: 9, boxes: 9, evidence: 'edges' }, 'original'),
    ).toBe('All 9 boxes end at 1000 or before, though the original file is larger: they probably count 0–1000.');
    expect(
      saySuggestion({ dialect: 'plain', units: 'thousand-yx', outside: 5, boxes: 5, evidence: 'shape' }, 'thousand'),
    ).toBe('Most of the 5 characters lie on their side; they stand if the boxes are read as 0–1000, y first.');
  });
});
