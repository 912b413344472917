import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { KEY_TABLE } from '../../src/features/keys/keyTable.ts';
import { harbour } from '../fixtures/harbour.ts';
import { openApp, openEnded, openOutput, openRun, stage } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { runOf, watch } from '../helpers/session.ts';
import { steadyPage } from './announced.ts';
import { choose, find, options } from './command-palette-page.ts';

const SIZES = [
  [560, 336],
  [560, 336],
  [560, 336],
] as const;
const RUN = new Set([
  'Stop',
  'Continue',
  'Generate',
  'Regenerate',
  'Regenerate the story only',
  'Back to the previous story',
  'Try the demo',
]);

steadyPage();

const viewOf = ({ session }: TestApp) => session.view.store.getState();
const preferencesOf = ({ session }: TestApp) => session.page.getState().preferences;

describe('the palette has only the run commands that apply', () => {
  const there = async (app: Pick<TestApp, 'user'>): Promise<string[]> => {
    await find(app, '');
    return options().filter((name) => RUN.has(name));
  };

  test('on the first page', async () => {
    expect(await there(openApp())).toEqual(['Try the demo']);
  });

  test('during a run, and after the user stopped it with a command', async () => {
    const app = await openRun();
    await app.call.text(harbour.slice(0, harbour.indexOf('lost sight')));
    app.clock.frame();
    await choose(app, 'stop');
    await app.generating;
    expect(runOf(app.session).outcome?.type).toBe('stopped');
    expect(await there(app)).toEqual(['Continue', 'Generate', 'Regenerate', 'Regenerate the story only']);
  });

  test('after a run that ended while the palette was open', async () => {
    const app = await openRun();
    expect(await there(app)).toEqual(['Stop']);
    await app.call.text(harbour);
    await app.call.end();
    await app.generating;
    await screen.findByRole('option', { name: 'Regenerate the story only' });
    expect(screen.queryByRole('option', { name: 'Stop' })).toBeNull();
    expect(screen.queryByRole('option', { name: 'Continue' })).toBeNull();
  });

  test('over an output that was opened after a story', async () => {
    const app = await openEnded(harbour);
    app.session.open({ name: 'a.txt', text: 'Hello.' });
    expect(await there(app)).toEqual(['Generate', 'Back to the previous story']);
    await app.user.keyboard('previous{Enter}');
    await waitFor(() => expect(app.session.page.getState().run?.source).toBe('model'));
  });
});

test.each([
  ['continue', { kept: true }],
  ['regenerate', { kept: false }],
  ['story only', { kept: true }],
  ['generate', { kept: false }],
])('%s sends a request to the model', async (query, { kept }) => {
  const app = await openEnded(harbour.slice(0, harbour.indexOf('lost sight')), { type: 'length' });
  await choose(app, query);
  const { request } = await app.model.call(2);
  expect(request.kept !== '').toBe(kept);
  app.session.stop();
});

test('a command plays the demo', async () => {
  const app = openApp();
  await choose(app, 'demo');
  await waitFor(() =>
    expect(app.session.page.getState().startFailure ?? app.session.page.getState().run).not.toBeNull(),
  );
});

test('a command opens an output, and the focus returns to where it was before both dialogs', async () => {
  const app = await openOutput(harbour);
  const home = screen.getByRole('button', { name: /^Setup/ });
  home.focus();
  await choose(app, 'open an');
  await screen.findByRole('dialog', { name: 'Open an output' });
  await app.user.keyboard('{Escape}');
  await waitFor(() => expect(document.activeElement).toBe(home));
});

test('a command lists the keys', async () => {
  const app = await openOutput(harbour);
  await choose(app, 'keys');
  await screen.findByRole('dialog', { name: 'Keys' });
});

describe('commands change the view', () => {
  test('which boxes are shown and labelled', async () => {
    const app = await openOutput(harbour, SIZES);
    const drawn = () => viewOf(app).stage;
    for (const [query, expected] of [
      ['sentence', { boxes: 'sentence' }],
      ['show highlighted', { boxes: 'lit' }],
      ['show all', { boxes: 'all' }],
      ['label every', { labels: true }],
      ['label highlighted', { labels: false }],
      ['hide the boxes', { hidden: true }],
      ['show the boxes', { hidden: false }],
    ] as const) {
      await choose(app, query);
      await waitFor(() => expect(drawn()).toMatchObject(expected));
    }
  });

  test('whether the picture is held', async () => {
    const app = await openOutput(harbour, SIZES);
    app.session.view.show(2 as never);
    await choose(app, 'hold');
    await waitFor(() => expect(viewOf(app).cursor).toMatchObject({ by: 'held', frame: 2 }));
    await choose(app, 'release picture');
    await waitFor(() => expect(viewOf(app).cursor.by).toBe('reader'));
    app.session.view.pin(['char1'], null, false);
    await choose(app, 'clear');
    await waitFor(() => expect(viewOf(app).selection.pinned).toBeNull());
  });

  test('whether colours stand for the kind or the identity', async () => {
    const app = await openOutput(harbour);
    await choose(app, 'colour kind');
    await waitFor(() => expect(preferencesOf(app).colouring).toBe('kind'));
    await choose(app, 'colour');
    await waitFor(() => expect(preferencesOf(app).colouring).toBe('identity'));
  });

  test('whether the setup is open', async () => {
    const app = await openOutput(harbour);
    await choose(app, 'setup');
    await screen.findByRole('form', { name: 'Setup' });
    await choose(app, 'setup');
    await waitFor(() => expect(screen.queryByRole('form', { name: 'Setup' })).toBeNull());
  });

  test('which panes are folded, but never all of them', async () => {
    const app = await openOutput(harbour);
    const folds = async (): Promise<string[]> => {
      await find(app, 'fold');
      const found = options().filter((name) => /old/.test(name));
      await app.user.keyboard('{Escape}');
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      return found;
    };
    expect(await folds()).toEqual(['Fold away the story', 'Fold away the picture', 'Fold away the views']);
    await choose(app, 'fold away views');
    await waitFor(() => expect(preferencesOf(app).foldViews).toBe(true));
    await choose(app, 'fold away picture');
    await waitFor(() => expect(preferencesOf(app).foldPicture).toBe(true));
    expect(await folds()).toEqual(['Unfold the picture', 'Unfold the views']);
    await choose(app, 'unfold picture');
    await waitFor(() => expect(preferencesOf(app).foldPicture).toBe(false));
  });

  test('but not on the first page, which has no view', async () => {
    await find(openApp(), '');
    expect(options()).toEqual(['Open an output', 'Try the demo', 'Keys ?']);
  });
});

describe('the views', () => {
  test.each([
    ['identities', 'Identities', { panel: 'identities' }],
    ['audit', 'Audit', { panel: 'audit' }],
    ['numbers', 'Numbers', { panel: 'numbers' }],
    ['raw', 'Raw', { panel: 'raw' }],
    ['analysis', 'Analysis', { panel: 'analysis', analysis: 'frame' }],
    ['narrative', 'Narrative structure', { panel: 'analysis', analysis: 'narrative' }],
  ])('%s opens, also if the setup covers it or its pane is folded', async (query, tab, expected) => {
    const app = await openOutput(harbour);
    app.session.prefer({ foldViews: true });
    app.session.view.choose({ setup: true, panel: 'raw', analysis: 'narrative' });
    await choose(app, query);
    await waitFor(() => expect(viewOf(app)).toMatchObject({ ...expected, setup: false }));
    expect(preferencesOf(app).foldViews).toBe(false);
    expect((await screen.findByRole('tab', { name: tab })).getAttribute('aria-selected')).toBe('true');
  });

  test('include the story in its own pane, which scrolls to the shown frame', async () => {
    const app = await openOutput(harbour, SIZES);
    app.session.prefer({ foldStory: true });
    app.session.view.choose({ panel: 'identities' });
    app.session.view.show(2 as never);
    const sought = watch({ subscribe: app.session.view.onSeek });
    await choose(app, 'story');
    await waitFor(() => expect(preferencesOf(app).foldStory).toBe(false));
    expect(viewOf(app)).toMatchObject({ panel: 'identities' });
    await waitFor(() => expect(sought).toEqual([{ frame: 2, at: null }]));
    await stage(2);
  });

  test('include the story as a tab on a narrow screen, where nothing folds', async () => {
    await page.viewport(390, 844);
    const app = await openOutput(harbour, SIZES);
    app.session.view.choose({ panel: 'raw' });
    await find(app, 'fold');
    expect(options()).toEqual([]);
    await app.user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await choose(app, 'story');
    await waitFor(() => expect(viewOf(app).panel).toBe('story'));
  });
});

test('commands show the same keys as the list of keys', async () => {
  const app = await openOutput(harbour);
  app.session.view.pin(['char1'], null, false);
  await find(app, '');
  const listed = KEY_TABLE.flatMap(({ keys }) => keys.flatMap(({ press }) => press.flat()));
  const shown = [...document.querySelectorAll('[role=option] kbd')].map(({ textContent }) => textContent);
  expect(shown).toEqual(['Esc', 'H', 'L', '?']);
  expect(listed).toEqual(expect.arrayContaining(['Escape', 'h', 'l', '?']));
});
