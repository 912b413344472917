import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { announced, openEnded, openRun } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';

async function openTables(): Promise<TestApp> {
  const app = await openEnded(harbour);
  app.session.view.choose({ panel: 'analysis' });
  app.session.view.show(1 as Parameters<typeof app.session.view.show>[0]);
  return app;
}
const field = async (name: string): Promise<HTMLTextAreaElement> => screen.findByRole('textbox', { name });
const completion = ({ session }: TestApp): string => session.page.getState().run?.completion ?? '';

test('a cell is corrected in place, and the row’s box follows', async () => {
  const app = await openTables();
  const { user, session } = app;
  await user.click(await screen.findByRole('button', { name: 'Edit tables' }));
  await user.tripleClick(await field('Bounding Box of char1'));
  await user.keyboard('1,2,30,40{Enter}');
  await announced('Change Bounding Box of char1');
  const row = session.page.getState().run?.doc.analyses[0]?.tables[0]?.rows[0];
  expect(row?.box).toMatchObject({ x1: 1, y1: 2, x2: 30, y2: 40 });
  // The editing goes on in the copy, and the focus stays.
  expect(document.activeElement).toBe(await field('Bounding Box of char1'));
  await user.tab();
  await user.tab();
  expect(document.activeElement).toBe(await field('Character ID of char2'));
});

test('leaving a field accepts its words; Escape puts the old ones back, and then leaves the editing', async () => {
  const app = await openTables();
  const { user } = app;
  await user.click(await screen.findByRole('button', { name: 'Edit tables' }));
  await user.type(await field('Name of char2'), 'my');
  await user.tab();
  await waitFor(() => expect(completion(app)).toContain('| Tommy |'));
  await user.type(await field('Name of char2'), ' Lee{Escape}');
  expect(await field('Name of char2')).toHaveProperty('value', 'Tommy');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Name of char2' })).toBeNull());
  expect(completion(app)).not.toContain('Lee');
});

test('a box that is none stays in its field with a sentence', async () => {
  const app = await openTables();
  const { user } = app;
  await user.click(await screen.findByRole('button', { name: 'Edit tables' }));
  const box = await field('Bounding Box of char1');
  await user.clear(box);
  await user.type(box, '1,2,3{Enter}');
  expect((await screen.findByRole('alert')).textContent).toBe(
    '“1,2,3” is no box. Write four numbers, such as 12,34,56,78, or leave the cell empty.',
  );
  expect(box.value).toBe('1,2,3');
  expect(completion(app)).toBe(harbour);
});

test('rows are added and removed', async () => {
  const app = await openTables();
  const { user } = app;
  await user.click(await screen.findByRole('button', { name: 'Edit tables' }));
  const table = within(await screen.findByRole('table', { name: 'Characters' }));
  await user.click(table.getByRole('button', { name: 'Remove the row of char2' }));
  await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Name of char2' })).toBeNull());
  const [add] = screen.getAllByRole('button', { name: 'Add a row' });
  await user.click(add!);
  expect(await field('Name of char3')).toHaveProperty('value', '');
});

test('a story that is being written cannot be edited', async () => {
  const { call, clock, generating, session } = await openRun();
  await call.open();
  await call.text(harbour);
  clock.frame();
  session.view.choose({ panel: 'analysis' });
  expect(await screen.findByRole('table', { name: 'Characters' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Edit tables' })).toBeNull();
  await call.end();
  await generating;
  expect(await screen.findByRole('button', { name: 'Edit tables' })).toBeTruthy();
});
