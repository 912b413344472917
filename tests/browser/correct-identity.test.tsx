import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { announced, openEnded, openRun, story } from '../helpers/app.tsx';

const dialog = async (): Promise<HTMLElement> => screen.findByRole('dialog', { name: 'Correct an identity' });

test('an identity is renamed by keyboard, from the palette', async () => {
  const { session, user } = await openEnded(harbour);
  await user.keyboard('{Control>}k{/Control}');
  await screen.findByRole('combobox');
  await user.keyboard('correct an id{Enter}');
  const field = within(await dialog()).getByRole('textbox', { name: 'New name' });
  await waitFor(() => expect(document.activeElement).toBe(field));
  await user.keyboard('Marta{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(story().textContent).toContain('Marta watched the clock tower');
  expect(session.page.getState().run).toMatchObject({ source: 'edited' });
  await announced('Rename char1 to Marta: 2 rows and 2 mentions change');
  // The original is in the menu of runs.
  await user.click(await screen.findByRole('button', { name: 'Run 2 of 2' }));
  expect(screen.getByRole('menuitemradio', { checked: true }).textContent).toBe(
    'Run 2Corrected: Rename char1 to Marta: 2 rows and 2 mentions change',
  );
  await user.click(screen.getByRole('menuitemradio', { name: /^Run 1/ }));
  await waitFor(() => expect(story().textContent).toContain('Ines watched the clock tower'));
});

test('the card of an identity opens the dialog for it, and the dialog shows before what will change', async () => {
  const { session, user } = await openEnded(harbour);
  session.view.choose({ panel: 'identities' });
  session.view.pin(['char1', 'char2'], null, false);
  await user.click(await screen.findByRole('button', { name: 'Correct Tom' }));
  const shown = within(await dialog());
  expect(shown.getByRole('combobox', { name: 'Identity' })).toHaveProperty('value', 'char2');
  await user.selectOptions(shown.getByRole('combobox', { name: 'Correction' }), 'Merge into another identity');
  expect(shown.getByRole('status').textContent).toBe(
    'Merge char2 into char1: 1 row and 4 mentions change; 1 row is removed, because both are in that image.',
  );
  await user.click(shown.getByRole('button', { name: 'Correct' }));
  await waitFor(() => expect(session.page.getState().run?.doc.entities).not.toContain('char2'));
});

test('a wrong entry is explained, and nothing can be corrected with it', async () => {
  const { session, user } = await openEnded(harbour);
  session.view.choose({ overlay: 'identity' });
  const shown = within(await dialog());
  await user.selectOptions(shown.getByRole('combobox', { name: 'Correction' }), 'Give another ID');
  const field = shown.getByRole('textbox', { name: 'New ID' });
  await user.clear(field);
  await user.type(field, 'char2');
  expect(shown.getByRole('status').textContent).toContain('char2 is in use.');
  expect(shown.getByRole('button', { name: 'Correct' })).toHaveProperty('disabled', true);
});

test('while the story is being written, the card does not offer a correction', async () => {
  const { session, call, clock, generating } = await openRun();
  await call.open();
  await call.text(harbour);
  clock.frame();
  session.view.choose({ panel: 'identities' });
  session.view.pin(['char1'], null, false);
  expect(await screen.findByRole('button', { name: 'Correct Ines' })).toHaveProperty('disabled', true);
  await call.end();
  await generating;
  await waitFor(() => expect(screen.getByRole('button', { name: 'Correct Ines' })).toHaveProperty('disabled', false));
});
