import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { marked, mention, openOutput, openRun, stage, boxButton } from '../helpers/app.tsx';

const tabs = (): (string | null)[] =>
  within(screen.getByRole('tablist', { name: 'Chain of thought' }))
    .getAllByRole('tab')
    .map((tab) => tab.ariaLabel ?? tab.textContent);

const table = (name: string): HTMLElement => screen.getByRole('table', { name });

const cellsOf = (of: HTMLElement): (string | null)[][] =>
  within(of)
    .getAllByRole('row')
    .map((line) => [...line.children].map(({ textContent }) => textContent));

function row(id: string): HTMLElement {
  const found = marked('row').find(({ dataset }) => dataset['row'] === id);
  if (!found) throw new Error(`No row of ${id}`);
  return found;
}

describe('the tabs', () => {
  test('are one for each image and one for the narrative structure', async () => {
    await openOutput(harbour);
    expect(tabs()).toEqual(['Image 1', 'Image 2', 'Image 3', 'Narrative structure']);
    expect(screen.getByRole('tab', { name: 'Image 1', selected: true })).toBeDefined();
  });

  test('show their picture, by pointer and by arrow keys', async () => {
    const { user } = await openOutput(harbour);
    await user.click(screen.getByRole('tab', { name: 'Image 3' }));
    await stage(3);
    await user.keyboard('{ArrowLeft}');
    await stage(2);
    expect(document.activeElement).toBe(await screen.findByRole('tab', { name: 'Image 2', selected: true }));
    await user.keyboard('{End}');
    expect(screen.getByRole('tab', { name: 'Narrative structure', selected: true })).toBeDefined();
    await stage(2);
  });

  test('follow the picture', async () => {
    const { user } = await openOutput(harbour);
    await user.hover(mention('the boy'));
    await waitFor(() => expect(screen.getByRole('tab', { name: 'Image 2', selected: true })).toBeDefined());
  });

  test('exist for frames that the model has not analysed yet', async () => {
    const { session, clock, call } = await openRun([
      [56, 56],
      [56, 56],
      [56, 56],
    ]);
    await call.text('<think>\n## Image 1\n');
    clock.frame();
    await waitFor(() => expect(tabs()).toEqual(['Image 1', 'Image 2', 'Image 3', 'Narrative structure']));
    session.view.show(2 as never);
    expect(await screen.findByText('Image 2 has not been analysed yet.')).toBeDefined();
    await call.end();
    expect(await screen.findByText('The model wrote no analysis of image 2.')).toBeDefined();
  });

  test('are limited, so that a huge image number does not freeze the page', async () => {
    await openOutput('<gdi image1200>A slip of the model.</gdi>');
    expect(tabs()).toHaveLength(301);
  });
});

describe('the tables', () => {
  test('of an image are as the model wrote them', async () => {
    await openOutput(harbour);
    expect(screen.getAllByRole('table').map((one) => one.querySelector('caption')?.textContent)).toEqual([
      'Characters',
      'Objects',
      'Setting',
    ]);
    expect(cellsOf(table('Characters'))).toEqual([
      ['Character ID', 'Name', 'Description', 'Emotions', 'Actions', 'Narrative Function', 'Bounding Box'],
      ['char1', 'Ines', 'Woman in a yellow coat', 'Hopeful', 'Waits', 'Opens the story', '40,60,180,300'],
      ['char2', 'Tom', 'Boy with a kite', 'Restless', 'Pulls a string', 'Her companion', '210,120,300,310'],
    ]);
    expect(cellsOf(table('Setting'))).toHaveLength(2);
  });

  test('of the narrative structure are in their own tab', async () => {
    const { user } = await openOutput(harbour);
    await user.click(screen.getByRole('tab', { name: 'Narrative structure' }));
    expect(cellsOf(table('Narrative structure'))).toEqual([
      ['Narrative Phase', 'Description', 'Key Events', 'Images'],
      ['Introduction', 'They wait', 'The kite is ready', 'Image 1'],
      ['Conclusion', 'It is over', 'The kite is safe', '2-3'],
    ]);
    expect(screen.queryByRole('table', { name: 'Characters' })).toBeNull();
  });

  test('without rows say so, and without headings show every cell', async () => {
    await openOutput(
      '## Image 1\n### Objects\n| Object ID | Description |\n|---|---|\n### Characters\n| Character ID | Name |\n|---|---|\n| char1 | Ines | extra | 1,2,30,40 |\n',
    );
    expect(screen.getByText('No rows.')).toBeDefined();
    expect(cellsOf(table('Characters'))).toEqual([
      ['Character ID', 'Name', 'no heading', 'no heading'],
      ['char1', 'Ines', 'extra', '1,2,30,40'],
    ]);
  });

  test('of an image that was analysed twice are all shown', async () => {
    await openOutput('## Image 1\nOnce.\n## Image 2\nOther.\n## Image 1\nTwice.\n');
    expect(screen.getByText('Once.')).toBeDefined();
    expect(screen.getByText('The model analysed image 1 again:')).toBeDefined();
    expect(screen.getByText('Twice.')).toBeDefined();
    expect(screen.queryByText('Other.')).toBeNull();
  });

  test('show markup as text', async () => {
    await openOutput('## Image 1\n| Character ID | Name |\n|---|---|\n| char1 | <img src=x onerror=alert(1)> |\n');
    expect(within(table('Characters')).getByText('<img src=x onerror=alert(1)>')).toBeDefined();
    expect(table('Characters').querySelector('img')).toBeNull();
  });

  test('appear row by row, each when it is complete', async () => {
    const { session, clock, call } = await openRun();
    await call.text('## Image 1\n| Character ID | Name | Bounding Box |\n|---|---|---|\n| char1 | Ines | 1,2,30,4');
    clock.frame();
    await waitFor(() => expect(cellsOf(table('Characters'))).toHaveLength(1));
    // A row is being written, so “No rows” would be wrong.
    expect(screen.queryByText('No rows.')).toBeNull();
    await call.text('0 |\n');
    clock.frame();
    await waitFor(() => expect(marked('row')).toHaveLength(1));
    expect(await boxButton('char1')).toBeDefined();
    session.stop();
  });
});

describe('a row', () => {
  test('that is hovered highlights its box and its words', async () => {
    const { session, user } = await openOutput(harbour);
    const tint = (): string => getComputedStyle(mention('Tom')).getPropertyValue('--tint');
    const usual = tint();
    await user.hover(within(row('char2')).getByText('Restless'));
    expect(session.view.store.getState().selection.hovered).toEqual({ ids: ['char2'], frame: 1 });
    await waitFor(async () => expect((await boxButton('char2')).dataset['lit']).toBe('true'));
    expect((await boxButton('char1')).dataset['lit']).toBe('false');
    expect(tint()).not.toBe(usual);
    await user.unhover(within(row('char2')).getByText('Restless'));
    await waitFor(async () => expect((await boxButton('char2')).dataset['lit']).toBe('false'));
  });

  test('is highlighted and pinned by keyboard with its ID button', async () => {
    const { session, user } = await openOutput(harbour);
    const id = within(row('lm1')).getByRole('button', { name: 'lm1' });
    id.focus();
    expect(session.view.store.getState().selection.hovered?.ids).toEqual(['lm1']);
    await user.keyboard('{Enter}');
    expect(id.getAttribute('aria-pressed')).toBe('true');
    expect(mention('the clock tower').getAttribute('aria-pressed')).toBe('true');
    await user.keyboard('{Escape}');
    expect(id.getAttribute('aria-pressed')).toBe('false');
  });

  test('without an entity highlights nothing', async () => {
    const { session, user } = await openOutput(harbour);
    await user.click(screen.getByRole('tab', { name: 'Narrative structure' }));
    await user.hover(screen.getByText('They wait'));
    expect(session.view.store.getState().selection.hovered).toBeNull();
  });

  test('shows a line break in a cell as two lines', async () => {
    await openOutput(harbour.replace('| Hopeful |', '| Hopeful<br>a little sad |'));
    const [first, second] = [screen.getByText('Hopeful'), screen.getByText('a little sad')];
    expect(second.getBoundingClientRect().top).toBeGreaterThan(first.getBoundingClientRect().top);
  });

  test('of the setting and the mentions of its element in that frame highlight each other', async () => {
    const { user } = await openOutput(
      harbour
        .replace('<gdl lm1>the clock tower</gdl>', '<gdl LOCATION>the quay</gdl>')
        .replace('<gdl bg1>the nets</gdl>', '<gdl LOCATION>the shore</gdl>'),
    );
    const quay = mention('the quay');
    expect(quay.dataset).toMatchObject({ grounded: 'setting', entities: 'LOCATION' });
    expect(quay.getAttribute('aria-description')).toBe('A small harbour (LOCATION), in the setting of this image');
    const { textDecorationStyle } = getComputedStyle(quay);
    expect(['dashed', 'wavy']).not.toContain(textDecorationStyle);

    const tint = (words: string): string => getComputedStyle(mention(words)).getPropertyValue('--tint');
    const usual = tint('the quay');
    await user.hover(row('LOCATION'));
    await waitFor(() => expect(tint('the quay')).not.toBe(usual));
    expect(tint('the shore')).toBe(usual);

    await user.unhover(row('LOCATION'));
    await waitFor(() => expect(tint('the quay')).toBe(usual));
    const background = (): string => getComputedStyle(row('LOCATION')).backgroundColor;
    const plain = background();
    await user.hover(quay);
    await waitFor(() => expect(background()).not.toBe(plain));
  });
});
