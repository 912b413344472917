import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { widthsOf } from '../../src/features/tables/columns.ts';
import { harbour } from '../fixtures/harbour.ts';
import { marked, mention, openEnded, openOutput, openRun, painted, pictures, stage, story } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { cut } from '../helpers/feed.ts';
import { longStory, tellFrame, thinkOf } from '../helpers/long-story.ts';
import type { Call } from '../helpers/scripted-model.ts';

// Each render of a table calls `widthsOf` once (twice in React's strict mode).
vi.mock('../../src/features/tables/columns.ts', { spy: true });

afterEach(async () => page.viewport(1280, 800));

const SIZES = [
  [56, 56],
  [56, 56],
  [56, 56],
  [56, 56],
] as const;

const panel = (): HTMLElement => screen.getByRole('tabpanel', { name: /^(Image \d+|Narrative structure)$/ });
const tab = (name: string): HTMLElement => screen.getByRole('tab', { name });
const table = (name: string): HTMLElement => within(panel()).getByRole('table', { name });
/** The lines of the placeholder of a table. */
const skeleton = (): Element | null => panel().querySelector('[aria-hidden] [style*="flex"]');
/** The caret where the model writes. */
const caret = (): Element | null => panel().querySelector('p[aria-hidden]');

/** Sends this much of the completion and waits until the panel shows it. */
async function come({ call, clock }: TestApp & { readonly call: Call }, text: string): Promise<void> {
  await call.text(text);
  clock.frame();
  await painted();
}

const HEAD = '### Characters\n| Character ID | Name | Description | Bounding Box |\n|---|---|---|---|\n';

describe('the placeholder of a table', () => {
  test('is shown for the image that is analysed next, and replaced by the table', async () => {
    const app = await openRun(SIZES);
    await screen.findByText('Image 1 has not been analysed yet.');
    expect(skeleton()).not.toBeNull();
    await come(app, '<think>\n## Image 1\n');
    expect(panel().textContent).toContain('Image 1 is being analysed.');
    const { top } = skeleton()!.closest('[aria-hidden]')!.getBoundingClientRect();
    const line = skeleton()!.parentElement!.getBoundingClientRect().bottom;
    await come(app, harbour.slice(harbour.indexOf('### Characters'), harbour.indexOf('| char1')));
    expect(skeleton()).toBeNull();
    expect(table('Characters').getBoundingClientRect().top).toBe(top);
    const headings = within(table('Characters')).getAllByRole('row')[0]!;
    expect(Math.abs(headings.getBoundingClientRect().bottom - line)).toBeLessThan(1.5);
    app.session.stop();
  });

  test('is not shown for later images, nor if nothing will come', async () => {
    const app = await openRun(SIZES);
    await come(app, '<think>\n## Image 1\n');
    app.session.view.show(2 as never);
    await screen.findByText('Image 2 has not been analysed yet.');
    expect(skeleton()).not.toBeNull();
    app.session.view.show(3 as never);
    await screen.findByText('Image 3 has not been analysed yet. The model is analysing image 1.');
    expect(skeleton()).toBeNull();
    await app.call.end({ type: 'length' });
    await screen.findByText('The model wrote no analysis of image 3.');
    app.session.view.show(1 as never);
    await screen.findByText('The model began image 1 but wrote nothing about it.');
    expect(skeleton()).toBeNull();
  });
});

describe('the table that is being written', () => {
  test('has a caret after its last row, and no other table has one', async () => {
    const app = await openRun(SIZES);
    await come(app, `<think>\n## Image 1\n${HEAD}`);
    expect(caret()).not.toBeNull();
    await come(app, '| char1 | Ines | Woman | 1,2,30,40 |\n### Objects\n| Object ID | Bounding Box |\n|---|---|\n');
    expect(panel().querySelectorAll('p[aria-hidden]')).toHaveLength(1);
    expect(table('Objects').parentElement?.contains(caret())).toBe(true);
    await come(app, '## Narrative Structure\n| Narrative Phase | Images |\n|---|---|\n');
    expect(caret()).toBeNull();
    expect(panel().textContent).toContain('No rows.');
    await app.user.click(tab('Narrative structure'));
    expect(caret()).not.toBeNull();
    await app.call.end();
    await waitFor(() => expect(caret()).toBeNull());
  });

  test('never moves its existing rows', async () => {
    const app = await openRun(SIZES);
    await come(app, `<think>\n## Image 1\n${HEAD}| char1 | Ines | Woman | 1,2,30,40 |\n`);
    const cells = (): (readonly [number, number])[] =>
      [...table('Characters').querySelectorAll('thead th, [data-row=char1] > *')].map((cell) => {
        const { left, top } = cell.getBoundingClientRect();
        return [left, top] as const;
      });
    const before = cells();
    await come(
      app,
      `| char2 | ${'Anna'.repeat(60)} | ${'She waits at the end of the quay. '.repeat(9)} | 1,2,30,40 |\n`,
    );
    await waitFor(() => expect(marked('row')).toHaveLength(2));
    expect(cells()).toEqual(before);
    app.session.stop();
  });
});

describe('a cell', () => {
  const rows = `## Image 1\n${HEAD}| char1 | | A woman | 1020,1,1030,40 |\n| char2 |\n| char3 | ${'Anna'.repeat(75)} | Long | 1,2,30,40 |\n`;
  const cellOf = (id: string, i: number): HTMLElement =>
    within(table('Characters')).getByRole('row', { name: new RegExp(`^${id}`) }).children[i] as HTMLElement;

  test('that is empty says so, and whether the model wrote it', async () => {
    await openOutput(rows);
    expect(cellOf('char1', 1).textContent).toBe('–empty');
    expect(cellOf('char2', 2).textContent).toBe('–missing');
    expect(cellOf('char1', 3).textContent).toBe('1020,1,1030,40');
  });

  test('of 300 characters shows its beginning, and all of it on demand', async () => {
    const { user } = await openOutput(rows);
    const cell = cellOf('char3', 1);
    expect(cell.textContent).toBe(`${'Anna'.repeat(35)}… Show all 300 characters`);
    expect(cell.scrollWidth).toBe(cell.clientWidth);
    await user.click(within(cell).getByRole('button', { name: 'Show all 300 characters' }));
    expect(cell.textContent).toBe('Anna'.repeat(75));
    expect(cell.scrollWidth).toBe(cell.clientWidth);
  });
});

describe('a page without an analysis says why', () => {
  test.each([
    ['<gdi image1>It was.</gdi>', /^This answer has no chain of thought/],
    ['Hello.', /^This answer has no chain of thought/],
    ['<think>\nI look.\n</think><gdi image1>It was.</gdi>', /^The model wrote no analysis of image 1\.$/],
    ['## Image 2\nDark.\n<gdi image1>It was.</gdi>', /^The model wrote no analysis of image 1\.$/],
  ])('%j', async (text, words) => {
    await openOutput(text);
    expect(panel().textContent).toMatch(words);
    expect(skeleton()).toBeNull();
  });
});

test('a table is a tab stop only if it scrolls, and its first column stays in view', async () => {
  const { user } = await openOutput(harbour);
  const stops = (): (string | null)[] =>
    within(panel())
      .queryAllByRole('region')
      .map(({ ariaLabel }) => ariaLabel);
  await waitFor(() => expect(table('Characters').clientWidth).toBeGreaterThan(0));
  await page.viewport(1800, 900);
  await waitFor(() => expect(stops()).toEqual([]));
  await page.viewport(390, 844);
  await screen.findByRole('tab', { name: 'Story' });
  await user.click(tab('Analysis'));
  await waitFor(() => expect(stops()).toEqual(['Characters', 'Objects', 'Setting']));
  const region = within(panel()).getByRole('region', { name: 'Characters' });
  const id = within(region).getByRole('button', { name: 'char1' });
  const { left } = id.getBoundingClientRect();
  region.scrollLeft = 200;
  await painted();
  expect(id.getBoundingClientRect().left).toBe(left);
});

describe('with 200 images', () => {
  test('the tab of the shown image is in view, next to that of the narrative structure', async () => {
    const { session } = await openOutput(longStory(200));
    session.view.show(150 as never);
    await stage(150);
    const box = (name: string): DOMRect => tab(name).getBoundingClientRect();
    await waitFor(() => expect(box('Image 150').right).toBeLessThanOrEqual(box('Narrative structure').left));
    expect(box('Image 150').left).toBeGreaterThanOrEqual(panel().getBoundingClientRect().left);
    expect(box('Narrative structure').right).toBeLessThanOrEqual(innerWidth);
  });

  test('one tab is reached by Tab, the others by arrow keys', async () => {
    const { user } = await openOutput(longStory(200));
    tab('Image 1').focus();
    await user.keyboard('{ArrowRight}{ArrowRight}');
    expect(document.activeElement).toBe(tab('Image 3'));
    expect(screen.getAllByRole('tab', { selected: true })).toContain(tab('Image 3'));
    await user.keyboard('{Home}{ArrowLeft}');
    expect(document.activeElement).toBe(tab('Narrative structure'));
    await user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(tab('Image 1'));
    await user.tab();
    expect(document.activeElement).toBe(panel());
  });
});

test('tabs say whether their image is analysed', async () => {
  const app = await openRun(SIZES);
  await come(app, '<think>\n## Image 1\n## Image 2\n');
  const states = (): (string | null)[] => [1, 2, 3].map((n) => tab(`Image ${n}`).getAttribute('aria-description'));
  expect(states()).toEqual([null, 'analysing', 'not analysed']);
  await come(app, '</think><gdi image1>It was.</gdi>');
  expect(states()).toEqual([null, null, 'not analysed']);
  await app.call.end();
});

test('frames that were added after the run have no tab, and Tab still leads to the tabs', async () => {
  const { session } = await openEnded(harbour, undefined, SIZES.slice(0, 3));
  await session.frames.add(await pictures([[56, 56]]));
  session.view.show(4 as never);
  await screen.findByText('The model wrote no analysis of image 4.');
  expect(
    within(screen.getByRole('tablist', { name: 'Chain of thought' })).queryByRole('tab', { selected: true }),
  ).toBeNull();
  expect(tab('Image 1').tabIndex).toBe(0);
});

test('neither a token of the story nor a hover renders a table', async () => {
  const rendered = (): number => vi.mocked(widthsOf).mock.calls.length;
  const app = await openRun(SIZES);
  await come(app, thinkOf(4));
  await come(app, '<gdi image4>');
  await waitFor(() => expect(within(panel()).getAllByRole('table')).toHaveLength(2));
  const before = rendered();
  const changes = vi.fn<() => void>();
  const observer = new MutationObserver(changes);
  observer.observe(panel(), { subtree: true, childList: true, characterData: true, attributes: true });
  for (const piece of cut(tellFrame(4).slice(12), [4])) {
    await app.call.text(piece);
    app.clock.frame();
  }
  await waitFor(() => expect(story().textContent).toContain('It was number 4.'));
  expect(rendered()).toBe(before);
  expect(changes).not.toHaveBeenCalled();
  observer.disconnect();
  await app.user.hover(mention('thing 4'));
  await waitFor(() => expect(app.session.view.store.getState().selection.hovered?.ids).toEqual(['obj4']));
  await painted();
  expect(rendered()).toBe(before);
  app.session.stop();
});
