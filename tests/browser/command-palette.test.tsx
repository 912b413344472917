import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { MAX_SHOWN } from '../../src/features/command-palette/search.ts';
import { harbour } from '../fixtures/harbour.ts';
import { mention, openApp, openOutput, openRun, stage } from '../helpers/app.tsx';
import { watch } from '../helpers/session.ts';
import { longStory } from '../helpers/long-story.ts';
import { findings, prefer, steadyPage } from './announced.ts';
import { choose, find, line, options } from './command-palette-page.ts';

const SIZES = [
  [560, 336],
  [560, 336],
  [560, 336],
] as const;

steadyPage();

describe('the palette', () => {
  test('closes with Escape, and the focus returns', async () => {
    const app = await openOutput(harbour);
    mention('Tom').focus();
    app.session.view.pin(['char1'], null, false);
    await find(app, 'raw');
    await app.user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(mention('Tom')));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(app.session.view.store.getState().selection.pinned?.ids).toEqual(['char1']);
  });

  test('opens from a text field, too, and closes with the same keys', async () => {
    const app = openApp();
    const field = screen.getByRole('textbox', { name: 'Server URL' });
    field.focus();
    await find(app, '');
    await app.user.keyboard('{Control>}k{/Control}');
    await waitFor(() => expect(document.activeElement).toBe(field));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  test('does not open over another dialog', async () => {
    const { session, user } = openApp();
    await user.keyboard('?');
    const list = await screen.findByRole('dialog', { name: 'Keys' });
    within(list).getByRole('button', { name: 'Close' }).focus();
    await user.keyboard('{Control>}k{/Control}');
    expect(session.view.store.getState().overlay).toBe('keys');
    await user.keyboard('{Escape}');
    await user.click(screen.getByRole('button', { name: 'Open an output' }));
    await screen.findByRole('dialog', { name: 'Open an output' });
    await user.keyboard('{Control>}k{/Control}');
    expect(session.view.store.getState().overlay).toBeNull();
  });

  test('selects by arrow keys and by pointer', async () => {
    const app = await openOutput(harbour, SIZES);
    await find(app, 'image');
    const chosen = (): string | null => screen.getByRole('option', { selected: true }).textContent;
    expect(chosen()).toBe('Image 1 · frame-1.png');
    await app.user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}');
    expect(chosen()).toBe('Image 2 · frame-2.png');
    expect((await line()).getAttribute('aria-activedescendant')).toBe(
      screen.getByRole('option', { selected: true }).id,
    );
    await app.user.click(screen.getByRole('option', { name: 'Image 3 · frame-3.png' }));
    await stage(3);
  });

  test('says when it finds nothing', async () => {
    const app = await openOutput(harbour);
    await find(app, 'xyzzy');
    const { textContent } = screen.getByText(/^Nothing found for/);
    expect(textContent).toBe(
      'Nothing found for “xyzzy”. Try an image number or file name, or the name or ID of an identity.',
    );
    expect(options()).toEqual([]);
    await app.user.keyboard('{Enter}');
    expect(await line()).toBeDefined();
  });

  test('renders a few of 200 frames and 300 identities, and finds each of them', async () => {
    const app = await openOutput(`${longStory(300)}<gdi image301></gdi>`);
    await find(app, '');
    const of = (group: string): HTMLElement[] =>
      within(screen.getByRole('group', { name: group })).getAllByRole('option');
    expect(of(`Identities ${MAX_SHOWN} of 303; type to narrow down`)).toHaveLength(MAX_SHOWN);
    expect(of(`Images ${MAX_SHOWN} of 300; type to narrow down`)).toHaveLength(MAX_SHOWN);
    await app.user.keyboard('287');
    expect(options()).toEqual(['Thing 287 obj287', 'Image 287']);
  });
});

describe('an image', () => {
  test('is found by its number, and shown', async () => {
    const app = await openOutput(harbour, SIZES);
    const sought = watch({ subscribe: app.session.view.onSeek });
    await choose(app, 'image 3');
    await stage(3);
    expect(sought).toEqual([{ frame: 3, at: null }]);
  });

  test('is shown although the focus returns to a mention of another image', async () => {
    const app = await openOutput(harbour, SIZES);
    mention('Tom').focus();
    await choose(app, 'frame-2');
    await stage(2);
  });

  test('that was added after the run is labelled as not in the story', async () => {
    const { session, user, call, generating } = await openRun([[560, 336]]);
    await call.open();
    await call.text(harbour);
    await call.end();
    await generating;
    await session.frames.add([new File([session.page.getState().frames[0]?.blob ?? ''], 'late.png')]);
    await find({ user }, 'late');
    expect(options()).toEqual(['Not in this story · late.png']);
  });
});

describe('an identity', () => {
  test('is found by its name, pinned, and shown at its first mention', async () => {
    const app = await openOutput(harbour, SIZES);
    await choose(app, 'tom');
    await waitFor(() =>
      expect(app.session.view.store.getState()).toMatchObject({
        selection: { pinned: { ids: ['char2'], frame: 1 } },
        cursor: { frame: 1, at: harbour.indexOf('<gdo char2>Tom') },
      }),
    );
  });

  test('is found by its ID, also if no table names it', async () => {
    const app = await openOutput(harbour, SIZES);
    await find(app, 'bg1');
    expect(options()).toEqual(['the nets bg1']);
    await app.user.keyboard('{Enter}');
    await stage(2);
    expect(app.session.view.store.getState().selection.pinned?.ids).toEqual(['bg1']);
  });

  test('that the story does not mention is shown at its first box', async () => {
    const app = await openOutput(
      harbour.replaceAll(/<gd[oal] char2>[^<]*<\/gd[oal]>|<gdo char1 char2>They<\/gdo>/g, ''),
      SIZES,
    );
    app.session.view.show(3 as never);
    await choose(app, 'char2');
    await stage(1);
    expect(app.session.view.store.getState().selection.pinned?.ids).toEqual(['char2']);
  });

  test('that is already pinned stays pinned, alone, and a held picture stays held', async () => {
    const app = await openOutput(harbour, SIZES);
    const { view } = app.session;
    view.hold(3 as never);
    view.pin(['char1', 'char2'], 1 as never, false);
    for (const _ of ['from two', 'from one']) {
      const sought = watch({ subscribe: view.onSeek });
      await choose(app, 'tom');
      await waitFor(() => expect(sought).toHaveLength(1));
      expect(view.store.getState()).toMatchObject({
        selection: { pinned: { ids: ['char2'] } },
        cursor: { by: 'held', frame: 3 },
      });
    }
  });

  test('has its hue', async () => {
    const app = await openOutput(harbour);
    await find(app, 'tom');
    const swatch = screen.getByRole('option').querySelector('.swatch');
    expect(swatch && getComputedStyle(swatch).backgroundColor).toMatch(/^oklch\(0\.52 0\.13 208/);
  });

  test('that appears while the model thinks can be found at once', async () => {
    const app = await openRun(SIZES);
    await find(app, 'tom');
    expect(options()).toEqual([]);
    await app.call.text(harbour.slice(0, harbour.indexOf('### Objects')));
    app.clock.frame();
    await screen.findByRole('option', { name: 'Tom char2' });
    app.session.stop();
  });
});

describe.each(['light', 'dark'] as const)('axe finds nothing in %s', (scheme) => {
  beforeEach(async () => prefer(scheme));

  test.each([
    ['wide', 1280, 800],
    ['narrow', 390, 844],
  ])('on a %s screen, with much, with something and with nothing found', async (_, width, height) => {
    await page.viewport(width, height);
    const app = await openOutput(harbour, SIZES);
    await find(app, '');
    const found = await findings();
    await app.user.keyboard('1');
    found.push(...(await findings()));
    await app.user.keyboard('xyzzy');
    found.push(...(await findings()));
    expect(found).toEqual([]);
  });
});
