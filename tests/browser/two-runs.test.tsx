import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Story } from '../../src/features/story/index.ts';
import { DeskProvider, RunProvider } from '../../src/session/react.tsx';
import '../helpers/app.tsx';
import { createTestDesk, readingOf } from '../helpers/desk.ts';

test('two runs are shown side by side, and each follows its own record', async () => {
  const { desk } = createTestDesk();
  desk.open({ name: 'a.txt', text: '<gdi image1>The first story.</gdi>' });
  const first = readingOf(desk).id;
  desk.open({ name: 'b.txt', text: '<gdi image1>The second story.</gdi>' });
  const second = readingOf(desk).id;
  render(
    <DeskProvider desk={desk}>
      {[first, second].map((run) => (
        <section key={run} aria-label={run}>
          <RunProvider run={run}>
            <Story ending={null} />
          </RunProvider>
        </section>
      ))}
    </DeskProvider>,
  );
  const words = (run: string): string => screen.getByLabelText(run).textContent;
  expect(words(first)).toContain('The first story.');
  expect(words(second)).toContain('The second story.');
});
