import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { openDB } from 'idb';
import { openDatabase } from '../../src/session/storage/database.ts';
import { openApp, openedDialog, pictures } from '../helpers/app.tsx';
import { findings, steadyPage } from './announced.ts';
import { fileOf, readNamedPicture } from '../helpers/session.ts';

// What the page says about the storage of the browser.

beforeEach(async () => {
  const request = indexedDB.deleteDatabase('storylens');
  await new Promise((resolve) => {
    for (const event of ['success', 'error', 'blocked']) request.addEventListener(event, resolve);
  });
});

steadyPage();

test('without a database the page says why nothing is saved, and offers to export it', async () => {
  const { session, user } = openApp({
    openStorage: async () => {
      throw new DOMException('No', 'SecurityError');
    },
  });
  await session.loadLibrary();
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('Your work is not saved');
  expect(alert).toHaveTextContent(/does not let the page save anything, as in some private windows/);
  await session.frames.add(await pictures([[56, 56]]));
  await screen.findByRole('button', { name: 'Export all' });
  expect(await findings()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Hide' }));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});

test('a library with a record that cannot be read says so, lists the raw records and keeps them', async () => {
  await openDatabase({ onSuperseded: () => {}, onLost: () => {} });
  const raw = await openDB('storylens');
  await raw.put('sequences', { id: 'broken', frames: 'none' });
  raw.close();
  const { session, user } = openApp({ openStorage: openDatabase, readPicture: readNamedPicture });
  await session.loadLibrary();
  await session.frames.add([fileOf('1.png')]);
  await user.click(await screen.findByRole('button', { name: 'Show raw records' }));
  const list = await screen.findByRole('list', { name: 'Raw records' });
  const [first] = within(list).getAllByRole('listitem');
  expect(first).toHaveTextContent('sequences broken It does not have the form of a sequence.');
  expect(screen.getByRole('heading', { name: 'Raw records' })).toHaveFocus();
  await user.click(screen.getByRole('checkbox', { name: 'Only what cannot be used' }));
  await waitFor(() => expect(within(list).getAllByRole('listitem')).toHaveLength(1));
  await user.click(within(list).getByText('broken'));
  expect(await findings()).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Back to the library' }));
  await screen.findByRole('searchbox');
});

test('“Delete everything” asks once, says what stays, and deletes the library and the settings', async () => {
  const { session, user } = openApp({ openStorage: openDatabase, readPicture: readNamedPicture });
  await session.loadLibrary();
  await session.frames.add([fileOf('1.png')]);
  session.set({ apiKey: 'secret' });
  session.showLibrary(true);
  await user.click(await screen.findByRole('button', { name: 'Delete everything …' }));
  const dialog = await openedDialog('Delete everything?');
  expect(dialog).toHaveTextContent('Files that you have exported stay where you saved them.');
  await user.click(within(dialog).getByRole('button', { name: 'Delete everything' }));
  await waitFor(() => expect(session.page.getState()).toMatchObject({ frames: [], settings: { apiKey: '' } }));
  const { loaded } = session.library.getState();
  await expect.poll(async () => (await loaded?.readRaw())?.records).toEqual([]);
});

test('Safari’s seven days are said once, with an offer to export', async () => {
  const { session, user } = openApp({
    openStorage: openDatabase,
    readPicture: readNamedPicture,
    forgetsUnvisited: true,
  });
  await session.loadLibrary();
  await session.frames.add([fileOf('1.png')]);
  await screen.findByText(/^Safari deletes the library if you do not open this page for seven days/);
  await screen.findByRole('button', { name: 'Export all' });
  await user.click(screen.getByRole('button', { name: 'Got it' }));
  await waitFor(() => expect(screen.queryByText(/^Safari deletes/)).toBeNull());
});
