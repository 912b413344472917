import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { harbour } from '../fixtures/harbour.ts';
import { marked, mention, openOutput, openRun, painted, stage } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { longStory } from '../helpers/long-story.ts';
import { findings, prefer, steadyPage } from './announced.ts';

steadyPage();
afterEach(async () => page.viewport(1280, 800));

async function openIdentities(text = harbour): Promise<TestApp> {
  const app = await openOutput(text);
  await app.user.click(screen.getByRole('tab', { name: 'Identities' }));
  await screen.findByRole('grid', { name: 'Identities by image' });
  return app;
}

const cell = (name: string | RegExp): HTMLElement => screen.getByRole('gridcell', { name });
const heading = (name: RegExp): HTMLElement => screen.getByRole('rowheader', { name });
const rowOf = (id: string): HTMLElement => {
  const found = marked('entity').find(({ dataset }) => dataset['entity'] === id);
  if (!found) throw new Error(`No row of ${id}`);
  return found;
};
const rows = (): (string | undefined)[] => marked('entity').map(({ dataset }) => dataset['entity']);
const shownColumn = (): string | null => screen.getByRole('columnheader', { current: true }).textContent;

describe('the matrix', () => {
  test('has a row for each identity, by kind, and a label for each cell', async () => {
    await openIdentities();
    expect(screen.getAllByRole('rowgroup').map(({ ariaLabel }) => ariaLabel)).toEqual([
      'Characters',
      'Objects',
      'Landmarks',
      'Backgrounds',
    ]);
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual([
      'Identity Mentions',
      '1',
      '2',
      '3',
    ]);
    expect(screen.getAllByRole('gridcell').map(({ ariaLabel }) => ariaLabel)).toEqual([
      'Ines in image 1: boxed, 2 mentions, 1 action',
      'Ines in image 2: no box, 1 mention, 1 finding',
      'Ines in image 3: boxed, 1 mention, 1 action',
      'Tom in image 1: boxed, 2 mentions',
      'Tom in image 2: boxed, 1 mention, 1 action',
      'Red kite in image 1: boxed, 1 mention',
      'Clock tower in image 1: boxed, 1 mention',
      'the nets in image 2: no box, 1 mention, 1 finding',
    ]);
    expect(heading(/^Ines \(char1\): 4 mentions, 2 actions, in 3 images from image 1$/)).toBeDefined();
  });

  test('shows by shape whether an identity has a box and whether the story mentions it', async () => {
    await openIdentities(longStory(1));
    const shape = (name: RegExp): readonly string[] => {
      const { borderTopLeftRadius, backgroundColor } = getComputedStyle(cell(name), '::before');
      return [
        parseFloat(borderTopLeftRadius) > 7 ? 'round' : 'square',
        backgroundColor.endsWith(' 0)') || backgroundColor === 'rgba(0, 0, 0, 0)' ? 'hollow' : 'filled',
      ];
    };
    expect(shape(/^Ines in image 1: boxed/)).toEqual(['square', 'filled']);
    expect(getComputedStyle(cell(/^Ines in image 1/), '::after').content).toBe('""');
    expect(getComputedStyle(cell(/^Tom in image 1/), '::after').content).toBe('none');
  });

  test('is sorted within its groups', async () => {
    const { user } = await openIdentities(
      `${harbour}<gdi image3><gdo char2>he</gdo> <gdo char2>he</gdo> <gdo char2>he</gdo></gdi>`,
    );
    expect(rows()).toEqual(['char1', 'char2', 'obj1', 'lm1', 'bg1']);
    const sort = screen.getByRole('combobox', { name: 'Sort' });
    await user.selectOptions(sort, 'By number of mentions');
    expect(rows()).toEqual(['char2', 'char1', 'obj1', 'lm1', 'bg1']);
    await user.selectOptions(sort, 'By number of images');
    expect(rows()).toEqual(['char1', 'char2', 'obj1', 'lm1', 'bg1']);
    expect(screen.getByRole('columnheader', { name: 'Identity Images' })).toBeDefined();
  });

  test('says that there are no identities, or none yet', async () => {
    const { user, call } = await openRun();
    await user.click(screen.getByRole('tab', { name: 'Identities' }));
    expect(await screen.findByText(/^No identities yet/)).toBeDefined();
    await call.text('Just a story.');
    await call.end();
    expect(await screen.findByText(/^This output names no identities/)).toBeDefined();
  });

  test('appears with the first identity, during the run', async () => {
    const { user, clock, call, session } = await openRun();
    await user.click(screen.getByRole('tab', { name: 'Identities' }));
    await call.text(harbour.slice(0, harbour.indexOf('### Objects')));
    clock.frame();
    await waitFor(() => expect(rows()).toEqual(['char1', 'char2']));
    const ines = cell(/^Ines in image 1: boxed, not in the story/);
    await call.text(harbour.slice(harbour.indexOf('### Objects')));
    clock.frame();
    await waitFor(() => expect(ines.ariaLabel).toMatch(/^Ines in image 1: boxed, 2 mentions, 1 action/));
    session.stop();
  });
});

describe('the matrix for navigation', () => {
  test('previews the hovered cell: picture, words, row and column', async () => {
    const { session, user } = await openIdentities();
    await user.hover(cell(/^Tom in image 2/));
    expect(session.view.store.getState().selection.hovered).toEqual({ ids: ['char2'], frame: 2 });
    await stage(2);
    await waitFor(() => expect(shownColumn()).toBe('2'));
    const background = (id: string): string => getComputedStyle(rowOf(id)).backgroundColor;
    expect(background('char2')).not.toBe(background('char1'));
    await user.unhover(cell(/^Tom in image 2/));
    expect(session.view.store.getState().selection.hovered).toBeNull();
    await waitFor(() => expect(background('char2')).toBe(background('char1')));
    expect(screen.queryByRole('article')).toBeNull();
  });

  test('highlights the row of an entity that is hovered elsewhere, without rendering', async () => {
    const { user } = await openIdentities();
    const touched: MutationRecord[] = [];
    const observer = new MutationObserver((records) => touched.push(...records));
    observer.observe(screen.getByRole('grid'), { subtree: true, childList: true, attributes: true });
    await user.hover(mention('Tom'));
    const background = (id: string): string => getComputedStyle(rowOf(id)).backgroundColor;
    await waitFor(() => expect(background('char2')).not.toBe(background('char1')));
    await painted();
    observer.disconnect();
    // Image 1 is already shown, so not even the marked column moves.
    expect(new Set(touched.map(({ attributeName }) => attributeName))).toEqual(new Set(['data-highlighted']));
  });

  test('goes to a cell and pins it by a click, keeps the pin in another cell of the row, and unpins it by a second click', async () => {
    const { session, user } = await openIdentities();
    await user.click(cell(/^Tom in image 2/));
    expect(session.view.store.getState()).toMatchObject({
      selection: { pinned: { ids: ['char2'], frame: 2 } },
      cursor: { frame: 2 },
    });
    expect(rowOf('char2').ariaSelected).toBe('true');
    await user.click(cell(/^Tom in image 1/));
    expect(session.view.store.getState()).toMatchObject({
      selection: { pinned: { ids: ['char2'], frame: 1 } },
      cursor: { frame: 1 },
    });
    await user.keyboard('{Control>}');
    await user.click(cell(/^Ines in image 3/));
    await user.keyboard('{/Control}');
    expect(session.view.store.getState()).toMatchObject({
      selection: { pinned: { ids: ['char2', 'char1'], frame: 3 } },
      cursor: { frame: 3 },
    });
    await user.click(cell(/^Ines in image 1/));
    expect(session.view.store.getState().selection.pinned).toEqual({ ids: ['char1'], frame: 1 });
    await user.click(cell(/^Ines in image 1/));
    expect(session.view.store.getState().selection.pinned).toBeNull();
    expect(rowOf('char1').ariaSelected).toBe('false');
  });

  test('goes to a cell without a mark, too, by the clicked position', async () => {
    const { session } = await openIdentities();
    const at = screen.getByRole('columnheader', { name: 'Image 3' }).getBoundingClientRect();
    rowOf('obj1').scrollIntoView({ block: 'center' });
    const row = rowOf('obj1').getBoundingClientRect();
    const where = { clientX: at.left + at.width / 2, clientY: row.top + row.height / 2, bubbles: true };
    document.elementFromPoint(where.clientX, where.clientY)?.dispatchEvent(new MouseEvent('click', where));
    await waitFor(() =>
      expect(session.view.store.getState()).toMatchObject({
        selection: { pinned: { ids: ['obj1'] } },
        cursor: { frame: 3 },
      }),
    );
    await waitFor(() => expect(document.activeElement).toBe(cell('Red kite in image 3: absent')));
  });

  test('shows an image by a click on its number', async () => {
    const { session, user } = await openIdentities();
    await user.click(screen.getByRole('columnheader', { name: 'Image 3' }));
    await stage(3);
    expect(shownColumn()).toBe('3');
    expect(session.view.store.getState().selection.pinned).toBeNull();
  });

  test('is one tab stop, in which arrow keys, Home and End move and Enter pins', async () => {
    const { session, user } = await openIdentities();
    const stops = (): HTMLElement[] => [...screen.getByRole('grid').querySelectorAll<HTMLElement>('[tabindex="0"]')];
    const focused = (): string | null | undefined => document.activeElement?.ariaLabel;
    screen.getByRole('combobox', { name: 'Sort' }).focus();
    await user.tab();
    expect(focused()).toMatch(/^Ines \(char1\)/);
    expect(session.view.store.getState().selection.hovered).toEqual({ ids: ['char1'], frame: null });
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowDown}');
    expect(focused()).toMatch(/^Tom in image 2/);
    expect(session.view.store.getState().selection.hovered).toEqual({ ids: ['char2'], frame: 2 });
    await stage(2);
    // Empty cells can have the focus, too.
    await user.keyboard('{ArrowDown}');
    expect(focused()).toBe('Red kite in image 2: absent');
    await user.keyboard('{End}');
    expect(focused()).toBe('Red kite in image 3: absent');
    await user.keyboard('{ArrowRight}{ArrowUp}{ArrowUp}{ArrowUp}');
    expect(focused()).toMatch(/^Ines in image 3/);
    await user.keyboard('{Enter}');
    expect(session.view.store.getState()).toMatchObject({
      selection: { pinned: { ids: ['char1'], frame: 3 } },
      cursor: { frame: 3 },
    });
    await user.keyboard('{Home}');
    expect(focused()).toMatch(/^Ines \(char1\)/);
    await user.keyboard('{Control>}{End}{/Control}');
    expect(focused()).toBe('the nets in image 3: absent');
    await user.keyboard('{Control>}{Home}{/Control}');
    expect(focused()).toMatch(/^Ines \(char1\)/);
    expect(stops()).toEqual([document.activeElement]);
    await user.keyboard('{Escape}');
    expect(session.view.store.getState().selection.pinned).toBeNull();
  });

  test('keeps names, numbers and the column of the shown image in view', async () => {
    const { session } = await openIdentities(longStory(60));
    session.view.show(50 as never);
    await stage(50);
    await waitFor(() => expect(shownColumn()).toBe('50'));
    await painted();
    const grid = screen.getByRole('grid').getBoundingClientRect();
    const panel = screen.getByRole('tabpanel', { name: 'Identities' }).getBoundingClientRect();
    expect(grid.left).toBeLessThan(panel.left);
    const column = screen.getByRole('columnheader', { name: 'Image 50' }).getBoundingClientRect();
    expect(column.right).toBeLessThanOrEqual(panel.right + 1);
    const name = heading(/^Ines/).getBoundingClientRect();
    expect(name.left).toBeCloseTo(panel.left, 0);
    expect(column.left).toBeGreaterThanOrEqual(name.right);
  });
});

describe('the matrix of a long story', () => {
  test('renders only the rows in view and that of the tab stop, and others as it scrolls', async () => {
    const { user } = await openIdentities(longStory(120));
    await waitFor(() => expect(rows().length).toBeGreaterThan(10));
    expect(rows().length).toBeLessThan(80);
    const grid = screen.getByRole('grid');
    expect(grid.getAttribute('aria-rowcount')).toBe('127');
    screen.getByRole('combobox', { name: 'Sort' }).focus();
    await user.tab();
    await user.keyboard('{Control>}{End}{/Control}');
    expect(document.activeElement?.ariaLabel).toMatch(/^Tower in image 120:/);
    const last = rowOf('lm1').getBoundingClientRect();
    const panel = screen.getByRole('tabpanel', { name: 'Identities' }).getBoundingClientRect();
    expect(last.bottom).toBeLessThanOrEqual(panel.bottom + 1);
    await waitFor(() => expect(rows()).toContain('obj119'));
    expect(rows()).not.toContain('obj9');
    expect(heading(/^Thing 119 /).getBoundingClientRect().bottom).toBeLessThanOrEqual(last.top);
  });
});

describe.each(['light', 'dark'] as const)('axe finds nothing in %s', (scheme) => {
  test('with one identity pinned and another one highlighted', async () => {
    await prefer(scheme);
    const { session, user } = await openIdentities();
    session.view.pin(['char1', 'bg1'], 1 as never, false);
    await user.hover(cell(/^Tom in image 2/));
    await screen.findByRole('article', { name: 'Ines' });
    expect(await findings()).toEqual([]);
  });

  test('on a narrow screen, where nothing overflows', async () => {
    await page.viewport(390, 844);
    await prefer(scheme);
    const { user } = await openIdentities(longStory(30));
    await user.click(heading(/^Ines/));
    const card = await screen.findByRole('article', { name: 'Ines' });
    expect(within(card).getByRole('heading', { name: 'Ines' })).toBeDefined();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    expect(await findings()).toEqual([]);
  });
});
