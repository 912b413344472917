import { configure, screen, waitFor, within } from '@testing-library/react';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import {
  boxButton,
  marked,
  mention,
  openOutput,
  openRun,
  openedDialog,
  stage,
  status,
  story,
} from '../helpers/app.tsx';

// StrictMode renders twice and runs each effect twice: an effect that leaves something behind shows here.
beforeAll(() => configure({ reactStrictMode: true }));
afterAll(() => configure({ reactStrictMode: false }));

const SIZES = [
  [560, 336],
  [560, 336],
  [560, 336],
] as const;

test('a run works from the first word to the last, and can be regenerated', async () => {
  const { call, generating, session, model, user } = await openRun(SIZES);
  await call.open();
  await call.text(harbour.slice(0, 900));
  await call.text(harbour.slice(900));
  await call.end();
  await generating;
  await waitFor(() => expect(marked('tag')).toHaveLength(12));
  expect(status()).toMatch(/^Done in/);
  await user.click(within(story()).getByRole('button', { name: 'Regenerate' }));
  await model.call(2);
  expect(model.calls).toHaveLength(2);
  session.stop();
});

test('a hover and a pin highlight boxes, and the tabs and frames can be changed', async () => {
  const { user, session } = await openOutput(harbour, SIZES);
  await user.hover(mention('Tom'));
  await waitFor(async () => expect((await boxButton('char2')).dataset['lit']).toBe('true'));
  await user.unhover(mention('Tom'));
  await waitFor(async () => expect((await boxButton('char2')).dataset['lit']).not.toBe('true'));
  await user.click(mention('Ines'));
  await waitFor(async () => expect((await boxButton('char1')).dataset['lit']).toBe('true'));
  for (const name of ['Identities', 'Raw', 'Analysis']) {
    await user.click(screen.getByRole('tab', { name }));
    await screen.findByRole('tabpanel', { name });
  }
  await user.click(mention('caught'));
  await stage(3);
  expect(session.page.getState().run?.completion).toBe(harbour);
});

test('the dialogs and the command palette open and close', async () => {
  const { user } = await openOutput(harbour, SIZES);
  await user.keyboard('{Control>}k{/Control}');
  await openedDialog('Command palette');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.keyboard('?');
  await screen.findByRole('dialog');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});
