import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { createStorage } from '../helpers/session.ts';
import { openOutput, painted, story } from '../helpers/app.tsx';

const line = (name: string): HTMLElement => screen.getByRole('separator', { name });
const toggle = (name: string): HTMLElement => screen.getByRole('button', { name, hidden: false });
const width = (): number => story().getBoundingClientRect().width;

describe('the panes', () => {
  test('are resized with the arrow keys, and stay so on the next visit', async () => {
    const shelves = { device: createStorage(), tab: createStorage() };
    const first = await openOutput(harbour, [], { storages: shelves });
    const before = width();
    line('Width of the story').focus();
    await first.user.keyboard('{ArrowRight}{ArrowRight}');
    await waitFor(() => expect(width()).toBeGreaterThan(before));
    await painted();
    const after = width();
    const { storyShare } = first.session.page.getState().preferences;
    expect(storyShare).toBeGreaterThan(46);
    first.unmount();
    const second = await openOutput(harbour, [], { storages: shelves });
    expect(second.session.page.getState().preferences.storyShare).toBe(storyShare);
    await waitFor(() => expect(Math.abs(width() - after)).toBeLessThan(2));
  });

  test('fold and open by their buttons, except the last open one', async () => {
    const { user, session } = await openOutput(harbour);
    const views = screen.getByRole('tablist', { name: 'Views' });
    await user.click(toggle('Views'));
    await waitFor(() => expect(views.getBoundingClientRect().bottom).toBeGreaterThan(innerHeight - 1));
    expect(toggle('Views').getAttribute('aria-pressed')).toBe('false');
    // A folded pane has no focus and is hidden from screen readers.
    expect(screen.queryByRole('tablist', { name: 'Views' })).toBeNull();
    await user.click(toggle('Picture'));
    await waitFor(() => expect(width()).toBeGreaterThan(innerWidth - 20));
    expect(toggle('Story').getAttribute('aria-disabled')).toBe('true');
    await user.click(toggle('Story'));
    expect(session.page.getState().preferences.foldStory).toBe(false);
    await user.click(toggle('Views'));
    await screen.findByRole('tablist', { name: 'Views' });
    await user.click(toggle('Picture'));
    await user.click(toggle('Story'));
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Story' })).toBeNull());
    await user.click(toggle('Story'));
    await waitFor(() => expect(width()).toBeGreaterThan(300));
  });

  test('fold with Enter on the line between them', async () => {
    const { user, session } = await openOutput(harbour);
    line('Height of the picture').focus();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(session.page.getState().preferences.foldPicture).toBe(true));
    expect(toggle('Picture').getAttribute('aria-pressed')).toBe('false');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(session.page.getState().preferences.foldPicture).toBe(false));
  });

  test('make space for the setup when it opens while they are folded', async () => {
    const { user, session } = await openOutput(harbour);
    session.prefer({ foldPicture: true, foldViews: true });
    await waitFor(() => expect(width()).toBeGreaterThan(innerWidth - 20));
    await user.click(screen.getByRole('button', { name: /^Setup/ }));
    const form = await screen.findByRole('form', { name: 'Setup' });
    await waitFor(() => expect(form.getBoundingClientRect().left).toBeLessThan(innerWidth - 100));
  });
});

describe('the setup, folded to one line', () => {
  test('says which model is where', async () => {
    const { session } = await openOutput(harbour);
    session.set({ serverUrl: 'http://box:8123/v1', model: 'daniel3303/QwenStoryteller' });
    await screen.findByRole('button', { name: 'Setup: QwenStoryteller · box:8123', expanded: false });
    session.set({ serverUrl: '', model: '' });
    await screen.findByRole('button', { name: 'Setup: no server' });
  });
});
