import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { Keys, KeysButton } from '../../src/features/keys/index.ts';
import { KEY_TABLE } from '../../src/features/keys/keyTable.ts';
import { SessionProvider } from '../../src/session/react.tsx';
import { harbour } from '../fixtures/harbour.ts';
import { mention, openOutput, openedDialog } from '../helpers/app.tsx';
import { createTestSession } from '../helpers/session.ts';
import { findings, prefer, steadyPage } from './announced.ts';

steadyPage();

const list = async (): Promise<HTMLElement> => openedDialog('Keys');
const all = KEY_TABLE.flatMap(({ keys }) => keys);

/** Keys pressed together, in the notation of user-event. */
function typed(keys: readonly string[]): string {
  const names = keys.map((key) => (key === 'Mod' ? 'Control' : key));
  const last = names.at(-1) ?? '';
  const held = names.slice(0, -1);
  return [
    ...held.map((key) => `{${key}>}`),
    last.length === 1 ? last : `{${last}}`,
    ...held.map((key) => `{/${key}}`),
  ].join('');
}

describe('the list of keys', () => {
  test('opens with ? and closes with Escape, and the focus returns', async () => {
    const { session, user } = await openOutput(harbour);
    mention('Tom').focus();
    session.view.pin(['char1'], null, false);
    await user.keyboard('?');
    await list();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(mention('Tom')));
    expect(session.view.store.getState().selection.pinned?.ids).toEqual(['char1']);
  });

  test('opens with its button', async () => {
    const { session } = createTestSession();
    render(
      <SessionProvider session={session}>
        <KeysButton />
        <Keys />
      </SessionProvider>,
    );
    const user = userEvent.setup({ delay: null });
    await user.click(screen.getByRole('button', { name: 'Keys' }));
    await user.click(within(await list()).getByRole('button', { name: 'Close' }));
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Keys' })));
  });

  test('has every key of the table, in its groups', async () => {
    const { user } = await openOutput(harbour);
    await user.keyboard('?');
    const dialog = await list();
    const headings = within(dialog).getAllByRole('heading', { level: 3 });
    expect(headings.map(({ textContent }) => textContent)).toEqual(KEY_TABLE.map(({ title }) => title));
    const terms = within(dialog).getAllByRole('term');
    expect(terms.map(({ textContent }) => textContent)).toEqual(all.map(({ does }) => does));
    const definitions = within(dialog).getAllByRole('definition');
    expect(definitions.map((one) => one.querySelectorAll('kbd').length)).toEqual(
      all.map(({ press }) => press.flat().filter((key) => !/^[a-z]{2,}$/.test(key)).length),
    );
    expect(within(dialog).getByText('Previous, next image').nextElementSibling?.textContent).toBe('←or→');
  });

  test.each([
    ['Ctrl', 'Mozilla/5.0 (X11; Linux x86_64)'],
    ['⌘', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)'],
  ])('shows the modifier %s on a system that uses it', async (name, userAgent) => {
    vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(userAgent);
    const { user } = await openOutput(harbour);
    await user.keyboard('?');
    const find = within(await list()).getByText(/^Find images/);
    expect(find.nextElementSibling?.textContent).toBe(`${name}K`);
    // The page also listens for this modifier there.
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const heard = name === 'Ctrl' ? { ctrlKey: true } : { metaKey: true };
    const other = name === 'Ctrl' ? { metaKey: true } : { ctrlKey: true };
    expect(fireEvent.keyDown(document.body, { key: 'k', ...other })).toBe(true);
    expect(fireEvent.keyDown(document.body, { key: 'k', ...heard })).toBe(false);
    await screen.findByRole('dialog', { name: 'Command palette' });
  });
  afterEach(() => void vi.restoreAllMocks());
});

describe('the table of keys', () => {
  const own = all
    .filter((key) => key.own)
    .flatMap(({ press, does }) => press.map((keys) => [keys.join('+'), does, keys] as const));

  test.each(own)('is right that %s does something: %s', async (_name, _does, keys) => {
    const { session, user } = await openOutput(harbour);
    // Start in the middle with a pinned entity, so that every key can move.
    session.view.show(2 as never);
    session.view.hover(['char1'], 2 as never, harbour.indexOf('<gdo char1>she'));
    const shown = (): unknown => ({ ...session.view.store.getState(), ...session.library.getState() });
    const before = shown();
    await user.keyboard(typed(keys));
    expect(shown()).not.toEqual(before);
  });

  test('contains all keys that have an effect', async () => {
    const { session } = await openOutput(harbour);
    session.view.hover(['char1'], 1 as never);
    const single = new Set(all.flatMap(({ press }) => press.filter((keys) => keys.length === 1).flat()));
    const signs = 'abcdefghijklmnopqrstuvwxyz0123456789?/+-=.,;[]'.split('');
    const named = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', 'F1'];
    const meant = [...signs, ...named].filter((key) => {
      const isLeft = fireEvent.keyDown(document.body, { key });
      fireEvent.keyUp(document.body, { key });
      session.view.choose({ overlay: null });
      session.showLibrary(false);
      return !isLeft;
    });
    expect(meant).toEqual(expect.arrayContaining(['j', 'n', 'h', '?', 'ArrowRight']));
    expect(meant.filter((key) => !single.has(key))).toEqual([]);
  });
});

describe.each(['light', 'dark'] as const)('axe finds nothing in the list, in %s', (scheme) => {
  beforeEach(async () => prefer(scheme));

  test.each([
    ['wide', 1280, 800],
    ['narrow', 390, 844],
  ])('on a %s screen', async (_, width, height) => {
    await page.viewport(width, height);
    const { user } = await openOutput(harbour);
    await user.keyboard('?');
    await list();
    expect(await findings()).toEqual([]);
  });
});
