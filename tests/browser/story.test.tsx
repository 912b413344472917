import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { marked, mention, openOutput, openRun, painted, stage, story, boxButton } from '../helpers/app.tsx';

describe('a mention', () => {
  test('has attributes for its tag, entities, frame and grounding', async () => {
    await openOutput(harbour);
    const rows = marked('tag').map(({ textContent, dataset }) =>
      [dataset['frame'], dataset['tag'], dataset['entities'], dataset['grounded'], textContent].join(' | '),
    );
    expect(rows).toEqual([
      '1 | gdo | char1 | here | Ines',
      '1 | gda | char1 | here | watched',
      '1 | gdl | lm1 | here | the clock tower',
      '1 | gdo | char2 | here | Tom',
      '1 | gdo | obj1 | here | the kite',
      '1 | gdo | char1 char2 | here | They',
      '2 | gdo | char2 | here | the boy',
      '2 | gda | char2 | here | ran',
      '2 | gdo | char1 | elsewhere | she',
      '2 | gdl | bg1 | none | the nets',
      '3 | gdo | char1 | here | Ines',
      '3 | gda | char1 | here | caught',
    ]);
  });

  test('without words is a small mark with its name', async () => {
    await openOutput(harbour.replace('<gdl lm1>the clock tower</gdl>', 'the <gdl lm1 LOCATION>, once more,'));
    const mark = mention('∅ Clock tower, A small harbour');
    expect(mark.dataset).toMatchObject({ entities: 'lm1 LOCATION', grounded: 'here' });
  });

  test('is a button with its words as the name', async () => {
    await openOutput(harbour);
    expect(within(story()).getByRole('button', { name: 'the clock tower' })).toBe(mention('the clock tower'));
  });

  test('has a description for screen readers', async () => {
    await openOutput(harbour);
    expect(mention('They').getAttribute('aria-description')).toBe(
      'Ines (char1), boxed in this image; Tom (char2), boxed in this image',
    );
    expect(mention('she').getAttribute('aria-description')).toBe(
      'Ines (char1), boxed in image 1, 3 but not in this one',
    );
    expect(mention('the nets').getAttribute('aria-description')).toBe('bg1, boxed in no image');
  });

  test('has the hue of its identity in every frame, and a stripe for each of several identities', async () => {
    await openOutput(harbour);
    const hue = (words: string): string => mention(words).style.getPropertyValue('--hue');
    expect(hue('Tom')).toBe(hue('the boy'));
    expect(hue('watched')).toBe(hue('she'));
    expect(new Set(['watched', 'Tom', 'the kite', 'the clock tower', 'the nets'].map(hue)).size).toBe(5);
    const both = mention('They').style.getPropertyValue('--stripes');
    for (const one of [hue('watched'), hue('Tom')]) expect(both).toContain(` ${one})`);
    expect(mention('Tom').style.getPropertyValue('--stripes')).toBe('');
  });

  test('that is hovered is highlighted with all others of the same identity, in every frame', async () => {
    const { user } = await openOutput(harbour);
    const tint = (words: string): string => getComputedStyle(mention(words)).getPropertyValue('--tint');
    const usual = tint('Tom');
    await user.hover(mention('Tom'));
    await waitFor(() => expect(tint('Tom')).not.toBe(usual));
    for (const words of ['They', 'the boy', 'ran']) expect(tint(words)).toBe(tint('Tom'));
    for (const words of ['watched', 'the kite', 'she']) expect(tint(words)).toBe(usual);
    await user.unhover(mention('Tom'));
    await waitFor(() => expect(tint('Tom')).toBe(usual));
    for (const words of ['They', 'the boy']) expect(tint(words)).toBe(usual);
  });

  test('that is focused is highlighted like a hovered one, and the picture of its frame is shown', async () => {
    const { session, user } = await openOutput(harbour);
    mention('They').focus();
    mention('the boy').focus();
    expect(session.view.store.getState()).toMatchObject({
      selection: { hovered: { ids: ['char2'], frame: 2 } },
      cursor: { frame: 2 },
    });
    await stage(2);
    // The mentions have one tab stop, so Tab leaves them.
    await user.tab();
    expect(session.view.store.getState().selection.hovered).toBeNull();
  });

  test.each([
    ['Enter', '{Enter}'],
    ['Space', ' '],
  ])('is pinned with %s and unpinned with the same key', async (_, key) => {
    const { session, user } = await openOutput(harbour);
    mention('They').focus();
    expect(mention('They').getAttribute('aria-pressed')).toBe('false');
    await user.keyboard(key);
    expect(mention('They').getAttribute('aria-pressed')).toBe('true');
    expect(session.view.store.getState().selection.pinned).toMatchObject({ ids: ['char1', 'char2'], frame: 1 });
    expect(mention('the boy').getAttribute('aria-pressed')).toBe('true');
    expect(mention('the kite').getAttribute('aria-pressed')).toBe('false');
    await user.keyboard(key);
    expect(mention('They').getAttribute('aria-pressed')).toBe('false');
  });

  test('is pinned by a click, joined by others with Ctrl, and unpinned with Escape', async () => {
    const { session, user } = await openOutput(harbour);
    const pinned = (): readonly string[] => session.view.store.getState().selection.pinned?.ids ?? [];
    await user.click(mention('Tom'));
    expect(pinned()).toEqual(['char2']);
    await user.keyboard('{Control>}');
    await user.click(mention('the kite'));
    await user.keyboard('{/Control}');
    expect(pinned()).toEqual(['char2', 'obj1']);
    await user.click(mention('she'));
    expect(pinned()).toEqual(['char1']);
    await user.keyboard('{Escape}');
    expect(pinned()).toEqual([]);
    expect(mention('she').getAttribute('aria-pressed')).toBe('false');
  });

  test('is highlighted again when hovered, after a box was hovered in between', async () => {
    const { session, user } = await openOutput(harbour);
    mention('Tom').focus();
    await user.hover(await boxButton('char1'));
    expect(session.view.store.getState().selection.hovered?.ids).toEqual(['char1']);
    await user.hover(mention('Tom'));
    expect(session.view.store.getState().selection.hovered?.ids).toEqual(['char2']);
  });

  test('without text shows the IDs that it names', async () => {
    await openOutput('<gdi image1>Here <gdo char1></gdo> was.</gdi>');
    expect(mention('∅ char1').dataset['grounded']).toBe('none');
  });

  test('without an ID is ungrounded but can be focused', async () => {
    const { user } = await openOutput('<gdi image1><gdo>Somebody</gdo> came.</gdi>');
    const somebody = mention('Somebody');
    expect(somebody.dataset).toMatchObject({ entities: '', grounded: 'none' });
    expect(somebody.getAttribute('aria-description')).toBe('Names no identity');
    somebody.focus();
    await user.keyboard('{Enter}');
    expect(somebody.getAttribute('aria-pressed')).toBe('false');
  });
});

describe('the story', () => {
  test('has a section for each frame, and a click on its number shows the frame', async () => {
    const { session, user } = await openOutput(harbour);
    expect(marked('section', story()).map(({ dataset }) => dataset['section'])).toEqual(['1', '2', '3']);
    await user.click(within(story()).getByRole('button', { name: 'Show image 3' }));
    expect(session.view.store.getState().cursor.frame).toBe(3);
    await stage(3);
  });

  test('contains every word of the text, tagged or not', async () => {
    await openOutput('Before.\n<gdi image1>One <gdo char1>two</gdo>\n\nthree</gdi>\nAfter.');
    expect(marked('section', story()).map((section) => section.querySelector('p')?.textContent)).toEqual([
      'Before.\n',
      'One two\n\nthree',
      'After.',
    ]);
  });

  test('shows HTML and scripts from the model as text', async () => {
    const nasty = '<b>bold</b><script>globalThis.hacked = 1</script><img src=x onerror="globalThis.hacked = 1">';
    await openOutput(`<gdi image1>${nasty} <gdo char1>${nasty}</gdo></gdi>`);
    expect(story().textContent).toContain(`${nasty} ${nasty}`);
    expect(story().querySelector('b, script, img')).toBeNull();
    expect('hacked' in globalThis).toBe(false);
  });

  test('is replaced completely when another is opened', async () => {
    const { session } = await openOutput(harbour);
    session.open({ name: 'b.txt', text: '<gdi image1>Only <gdo obj7>this</gdo>.</gdi>' });
    await waitFor(() => expect(marked('tag')).toHaveLength(1));
    expect(story().textContent).not.toContain('Ines');
    await waitFor(() => expect(marked('box')).toHaveLength(0));
  });

  test('keeps its end in view while it grows, but only if the user is at the end', async () => {
    const { session, clock, user, call } = await openRun();
    const line = 'And then they walked on for a good while, until the sea was behind them. '.repeat(12);
    await call.text(`<gdi image1>${line.repeat(6)}`);
    clock.frame();
    await waitFor(() => expect(story().scrollHeight).toBeGreaterThan(story().clientHeight + 100));
    const gap = (): number => story().scrollHeight - story().scrollTop - story().clientHeight;
    await waitFor(() => expect(gap()).toBeLessThan(2));
    story().scrollTop = 0;
    const jump = await screen.findByRole('button', { name: 'Jump to latest' });
    await call.text(line);
    clock.frame();
    await waitFor(() => expect(story().textContent.length).toBeGreaterThan(line.length * 7 - 20));
    await painted();
    expect(story().scrollTop).toBe(0);
    await user.click(jump);
    expect(gap()).toBeLessThan(2);
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Jump to latest' })).toBeNull());
    await painted();
    await call.text(line);
    clock.frame();
    await waitFor(() => expect(story().textContent.length).toBeGreaterThan(line.length * 8 - 20));
    await waitFor(() => expect(gap()).toBeLessThan(2));
    expect(screen.queryByRole('button', { name: 'Jump to latest' })).toBeNull();
    session.stop();
  });
});
