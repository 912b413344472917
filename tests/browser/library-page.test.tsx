import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { createMemory } from '../../src/session/storage/memory.ts';
import { announced, openOutput } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { findings, prefer, steadyPage } from './announced.ts';

steadyPage();

const STORY = '<gdi image1>It is <gdo char1>Ines</gdo> at the quay.</gdi>';

/** The app with a story in the library, which lasts as far as the page knows. */
async function openStored(text = STORY): Promise<TestApp> {
  const storage = { ...createMemory(), lasts: true };
  const app = await openOutput(text, [[56, 56]], { openStorage: async () => storage });
  await app.session.loadLibrary();
  await app.session.library.getState().loaded?.flush();
  return app;
}

async function openLibrary({ user }: TestApp): Promise<HTMLElement> {
  await user.click(await screen.findByRole('button', { name: 'Library' }));
  return screen.findByRole('list', { name: 'Sequences' });
}

test('the page says “Saved”, and when on hover', async () => {
  await openStored();
  const saved = await screen.findByText('Saved');
  expect(saved.closest('[title]')?.getAttribute('title')).toMatch(/^Saved (?:at|on) /);
});

test('the library is used by keyboard alone: open, rename, delete, undo', async () => {
  const app = await openStored();
  const { user } = app;
  await user.keyboard('o');
  const list = await screen.findByRole('list', { name: 'Sequences' });
  expect(await screen.findByRole('heading', { name: 'Library' })).toHaveFocus();
  const title = await within(list).findByRole('button', { name: 'It is Ines at the quay.' });
  expect(title).toHaveAccessibleDescription(/1 frame · 1 run/);

  within(list)
    .getByRole('button', { name: /^Rename/ })
    .focus();
  await user.keyboard('{Enter}');
  await screen.findByRole('textbox', { name: 'Title' });
  await user.keyboard('At the quay{Enter}');
  const renamed = await within(list).findByRole('button', { name: 'At the quay' });
  await waitFor(() => expect(renamed).toHaveFocus());

  within(list).getByRole('button', { name: 'Delete At the quay' }).focus();
  await user.keyboard('{Enter}');
  await announced('1 sequence deleted.');
  (await screen.findByRole('button', { name: 'Undo' })).focus();
  await user.keyboard('{Enter}');
  (await within(list).findByRole('button', { name: 'At the quay' })).focus();
  await user.keyboard('{Enter}');
  await screen.findByRole('region', { name: 'Story' });
});

test('a message below the header is announced and can be closed', async () => {
  const { session, user } = await openStored();
  await session.library.getState().loaded?.open('elsewhere');
  await announced('The library of this browser does not have this sequence.');
  await user.click(screen.getByRole('button', { name: 'Close the message' }));
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Message' })).toBeNull());
});

test.each(['light', 'dark'] as const)(
  'axe finds nothing in the library and the lines below the header, in %s',
  async (scheme) => {
    await prefer(scheme);
    const app = await openStored();
    await openLibrary(app);
    const { session } = app;
    session.library.getState().loaded?.say({ kind: 'failure', sentence: 'Link copied.' });
    await screen.findByText('Link copied.', { ignore: '[role=log] *' });
    await app.user.click(await screen.findByRole('checkbox', { name: /^Select It is/ }));
    await screen.findByText('1 selected');
    expect(await findings()).toEqual([]);
  },
);

test('500 sequences: every row has its title, and only those near the view have the rest', async () => {
  const app = await openStored();
  const library = app.session.library.getState().loaded;
  const [entry] = library?.store.getState().entries ?? [];
  if (entry === undefined) throw new Error('No entry');
  const ids = Array.from({ length: 499 }, () => entry.id);
  await library?.duplicate(ids);
  const list = await openLibrary(app);
  await waitFor(() => expect(list.children).toHaveLength(500));
  expect([...list.children].every((row) => row.textContent !== '')).toBe(true);
  expect(list.querySelectorAll('input[type=checkbox]').length).toBeLessThan(60);
});
