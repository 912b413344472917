import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { sayRow } from '../../src/features/identities/cellShape.ts';
import { presenceOf } from '../../src/grounding/presence.ts';
import { marked, mention, openOutput, openRun, painted, story } from '../helpers/app.tsx';
import { cut } from '../helpers/feed.ts';
import { longStory, tellFrame, thinkOf } from '../helpers/long-story.ts';

// Each render of a row calls `sayRow` once (twice in React's strict mode).
vi.mock('../../src/features/identities/cellShape.ts', { spy: true });
vi.mock('../../src/grounding/presence.ts', { spy: true });

function rendered(): readonly string[] {
  const ids = vi.mocked(sayRow).mock.calls.map(([one]) => one.id);
  vi.mocked(sayRow).mockClear();
  return [...new Set(ids)].toSorted();
}

test('a row renders only when it changes', async () => {
  const { session, user, clock, call } = await openRun();
  await user.click(screen.getByRole('tab', { name: 'Identities' }));
  await call.text(thinkOf(6));
  clock.frame();
  await waitFor(() => expect(marked('entity')).toHaveLength(9));
  rendered();
  await call.text('<gdi image1>Once, and nobody knows when, ');
  clock.frame();
  await waitFor(() => expect(story().textContent).toContain('nobody knows when'));
  expect(rendered()).toEqual([]);
  await call.text('<gdo char2>Tom</gdo> went home.');
  clock.frame();
  await screen.findByRole('gridcell', { name: /^Tom in image 1: boxed, 1 mention/ });
  expect(rendered()).toEqual(['char2']);
  session.stop();
});

test('a hover renders no row', async () => {
  const { user } = await openOutput(longStory(6));
  await user.click(screen.getByRole('tab', { name: 'Identities' }));
  await screen.findByRole('grid');
  rendered();
  await user.hover(mention('thing 4'));
  await waitFor(() => expect(screen.getByRole('columnheader', { current: true }).textContent).toBe('4'));
  expect(rendered()).toEqual([]);
});

test('the identities are counted once per painted frame, and not while their tab is closed', async () => {
  const { session, user, clock, call } = await openRun();
  const counted = vi.mocked(presenceOf);
  counted.mockClear();
  await call.text(thinkOf(2) + tellFrame(1));
  clock.frame();
  await waitFor(() => expect(story().textContent).toContain('It was number 1.'));
  await painted();
  expect(counted).not.toHaveBeenCalled();
  await user.click(screen.getByRole('tab', { name: 'Identities' }));
  await screen.findByRole('grid');
  counted.mockClear();
  for (const piece of cut(tellFrame(2), [20])) await call.text(piece);
  clock.frame();
  await waitFor(() => expect(story().textContent).toContain('It was number 2.'));
  // Repeated calls return the same result.
  expect(new Set(counted.mock.results.map(({ value }) => value)).size).toBeLessThanOrEqual(2);
  expect(counted).toHaveBeenCalled();
  session.stop();
});
