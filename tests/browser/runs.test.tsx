import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Library } from '../../src/session/index.ts';
import { createMemory } from '../../src/session/storage/memory.ts';
import { openApp, openedDialog, pictures, story } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { findings, prefer, steadyPage } from './announced.ts';

steadyPage();

interface TestPage extends TestApp {
  readonly library: Library;
}

/** The page with two runs: the second one has another temperature. */
async function openRuns(): Promise<TestPage> {
  const storage = createMemory();
  const app = openApp({ openStorage: async () => storage });
  const { session, model } = app;
  await session.loadLibrary();
  await session.frames.add(await pictures([[56, 56]]));
  const ask = async (number: number, text: string): Promise<void> => {
    const running = session.generate();
    const call = await model.call(number);
    await call.text(text);
    await call.end();
    await running;
  };
  await ask(1, 'First.');
  session.set({ temperature: '0.2' });
  await ask(2, 'Second.');
  const { loaded } = session.library.getState();
  if (loaded === null) throw new Error('No library');
  return { ...app, library: loaded };
}

const openMenu = async ({ user }: TestApp, name: string): Promise<void> => {
  await user.click(await screen.findByRole('button', { name }));
};

async function choose(app: TestApp, menu: string, item: string): Promise<void> {
  await openMenu(app, menu);
  await app.user.click(await screen.findByRole('menuitem', { name: item }));
}

test('the menu says what differs from the run before', async () => {
  const app = await openRuns();
  await openMenu(app, 'Run 2 of 2');
  const [second] = await screen.findAllByRole('menuitemradio');
  expect(second?.textContent).toBe('Run 2Done, temperature 0.7 → 0.2');
});

test('r and Shift+R lead to the next and the previous run, and say which one it is', async () => {
  const app = await openRuns();
  await screen.findByRole('button', { name: 'Run 2 of 2' });
  await app.user.keyboard('{Shift>}R{/Shift}');
  await waitFor(() => expect(story().textContent).toContain('First.'));
  await waitFor(() => expect(screen.getByRole('log', { name: 'Announcements' }).textContent).toContain('Run 1 of 2.'));
  await app.user.keyboard('r');
  await waitFor(() => expect(story().textContent).toContain('Second.'));
  await app.user.keyboard('r');
  await waitFor(() =>
    expect(screen.getByRole('log', { name: 'Announcements' }).textContent).toContain('This is the last run.'),
  );
});

test('a run is starred, named and deleted from the menu', async () => {
  const app = await openRuns();
  await choose(app, 'Run 2 of 2', 'Star');
  await choose(app, 'Run 2 of 2', 'Name …');
  const dialog = await openedDialog('Name run 2');
  await app.user.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'The best{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await openMenu(app, 'Run 2 of 2');
  const item = await screen.findByRole('menuitemradio', { name: /^Run 2: The best/ });
  within(item).getByRole('img', { name: 'Starred' });
  await app.user.click(screen.getByRole('menuitem', { name: 'Delete' }));
  await screen.findByRole('button', { name: 'Run 1 of 1' });
  await waitFor(() => expect(story().textContent).toContain('First.'));
});

test('the panel shows how the run was made, and a command that sends it again', async () => {
  const app = await openRuns();
  await choose(app, 'Run 2 of 2', 'How it was made …');
  const dialog = await openedDialog('How run 2 was made');
  expect(within(dialog).getByText('Temperature').nextElementSibling?.textContent).toBe('0.2');
  const command = await within(dialog).findByRole('group', { name: 'Command' });
  expect(command.textContent).toContain('--data-binary @storylens-run-2.json');
  expect(command.textContent).toContain('"Authorization: Bearer $VLLM_API_KEY"');
  within(dialog).getByRole('button', { name: 'Copy the request as JSON' });
  for (const scheme of ['light', 'dark'] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    await prefer(scheme);
    // oxlint-disable-next-line no-await-in-loop -- as above
    expect(await findings()).toEqual([]);
  }
});

test('frames that differ from those of the run are reported, with a way to use those of the run', async () => {
  const app = await openRuns();
  app.session.frames.remove(app.session.page.getState().frames[0]?.id ?? '');
  await screen.findByText('The frames of the sequence differ from those of this run.');
  screen.getByText(/^Since the run: 1 frame removed\./);
  await app.user.click(screen.getByRole('button', { name: 'Use the run’s frames' }));
  await waitFor(() => expect(app.session.page.getState().frames).toHaveLength(1));
  await waitFor(() =>
    expect(screen.queryByText('The frames of the sequence differ from those of this run.')).toBeNull(),
  );
});
