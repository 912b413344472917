import { render, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { Story } from '../../src/features/story/index.ts';
import type { Session } from '../../src/session/index.ts';
import { SessionProvider, RunProvider } from '../../src/session/react.tsx';
import '../helpers/app.tsx';
import { createTestSession, readingOf } from '../helpers/session.ts';

/** Two runs of one sequence side by side; the second one is on the page. */
function openTwo(): { readonly session: Session; readonly first: string; readonly second: string } {
  const { session } = createTestSession();
  session.open({ name: 'a.txt', text: '<gdi image1>The first story of <gdo char1>Ines</gdo>.</gdi>' });
  const first = readingOf(session).id;
  session.open({ name: 'b.txt', text: '<gdi image1>The second story of <gdo char1>Ines</gdo>.</gdi>' });
  const second = readingOf(session).id;
  render(
    <SessionProvider session={session}>
      {[first, second].map((run) => (
        <section key={run} aria-label={run}>
          <RunProvider run={run}>
            <Story ending={null} />
          </RunProvider>
        </section>
      ))}
    </SessionProvider>,
  );
  return { session, first, second };
}

const mentionIn = (run: string): HTMLElement =>
  within(screen.getByLabelText(run)).getByRole('button', { name: 'Ines' });

test('two runs are shown side by side, and each follows its own record', () => {
  const { first, second } = openTwo();
  const words = (run: string): string => screen.getByLabelText(run).textContent;
  expect(words(first)).toContain('The first story of Ines.');
  expect(words(second)).toContain('The second story of Ines.');
});

test('two runs side by side do not highlight each other, and keep their own pins', async () => {
  const { session, first, second } = openTwo();
  const user = userEvent.setup({ delay: null });
  const pressed = (): (string | null)[] => [first, second].map((run) => mentionIn(run).getAttribute('aria-pressed'));
  const tint = (run: string): string => getComputedStyle(mentionIn(run)).getPropertyValue('--tint');
  await user.click(mentionIn(first));
  await waitFor(() => expect(tint(first)).not.toBe(tint(second)));
  expect(pressed()).toEqual(['true', 'false']);
  expect(session.viewOf(first).store.getState().selection.pinned?.ids).toEqual(['char1']);
  expect(session.view.store.getState().selection).toEqual({ hovered: null, pinned: null });
  await user.click(mentionIn(second));
  expect(pressed()).toEqual(['true', 'true']);
  await user.click(mentionIn(first));
  expect(pressed()).toEqual(['false', 'true']);
});
