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

/** The page with a library in memory, these frames and a run for each text. */
async function openPage(frames: number, texts: readonly string[] = []): Promise<TestPage> {
  const storage = createMemory();
  const app = openApp({ openStorage: async () => storage });
  const { session, model } = app;
  await session.loadLibrary();
  await session.frames.add(await pictures(Array.from({ length: frames }, () => [56, 56] as const)));
  for (const [index, text] of texts.entries()) {
    const running = session.generate();
    // oxlint-disable-next-line no-await-in-loop -- one run after the other
    const call = await model.call(index + 1);
    // oxlint-disable-next-line no-await-in-loop -- as above
    await call.text(text);
    // oxlint-disable-next-line no-await-in-loop -- as above
    await call.end();
    // oxlint-disable-next-line no-await-in-loop -- as above
    await running;
  }
  const { loaded } = session.library.getState();
  if (loaded === null) throw new Error('No library');
  return { ...app, library: loaded };
}

const frameCount = ({ session }: TestApp): number => session.page.getState().frames.length;
const announced = (text: string) =>
  waitFor(() => expect(screen.getByRole('log', { name: 'Announcements' }).textContent).toBe(text));

test('Ctrl+Z undoes and Shift+Ctrl+Z redoes, and both are announced', async () => {
  const app = await openPage(2);
  app.session.frames.remove(app.session.page.getState().frames[0]?.id ?? '');
  await screen.findByRole('button', { name: /^Library/ });
  // The keys are there once their code is loaded.
  await waitFor(async () => {
    await app.user.keyboard('{Control>}z{/Control}');
    expect(frameCount(app)).toBe(2);
  });
  await announced('Undone: remove “frame-1.png”.');
  await app.user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
  await waitFor(() => expect(frameCount(app)).toBe(1));
  await announced('Redone: remove “frame-1.png”.');
  await app.user.keyboard('{Control>}{Shift>}z{/Shift}{/Control}');
  await announced('Nothing to redo.');
});

test('in a text field, Ctrl+Z belongs to the field', async () => {
  const app = await openPage(2);
  app.session.set({ seed: '1' });
  const field = await screen.findByRole('textbox', { name: 'Server URL' });
  field.focus();
  await app.user.keyboard('{Control>}z{/Control}');
  expect(app.session.page.getState().settings.seed).toBe('1');
  field.blur();
  await waitFor(async () => {
    await app.user.keyboard('{Control>}z{/Control}');
    expect(app.session.page.getState().settings.seed).toBe('');
  });
});

test('the palette lists the steps, and an older one is undone with those after it', async () => {
  const app = await openPage(3);
  const [first] = app.session.page.getState().frames;
  app.session.frames.remove(first?.id ?? '');
  app.session.set({ temperature: '0.2' });
  await app.user.keyboard('{Control>}k{/Control}');
  const dialog = await openedDialog('Command palette');
  await app.user.type(within(dialog).getByRole('combobox'), 'undo');
  const options = within(dialog)
    .getAllByRole('option')
    .map(({ textContent }) => textContent);
  expect(options[0]).toMatch(/^Undo: change temperature 0\.7 → 0\.2/);
  expect(options[1]).toMatch(/^Undo: remove “frame-1\.png” with the 1 step after it/);
  expect(options[2]).toMatch(/^Undo: add 3 frames with the 2 steps after it/);
  await app.user.click(within(dialog).getByRole('option', { name: /^Undo: remove/ }));
  await waitFor(() => expect(frameCount(app)).toBe(3));
  expect(app.session.page.getState().settings.temperature).toBe('0.7');
});

test('a deleted run can be brought back by a button, which is gone after another change', async () => {
  const app = await openPage(1, ['First.', 'Second.']);
  const run = app.session.page.getState().run?.id ?? '';
  app.library.runs.remove(run);
  await waitFor(() => expect(story().textContent).toContain('First.'));
  const undo = await screen.findByRole('button', { name: 'Undo' });
  await screen.findByText('Done: delete run 2.');
  for (const scheme of ['light', 'dark'] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one look after the other
    await prefer(scheme);
    // oxlint-disable-next-line no-await-in-loop -- as above
    expect(await findings()).toEqual([]);
  }
  await app.user.click(undo);
  await waitFor(() => expect(story().textContent).toContain('Second.'));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
});
