import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAll } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { readingOf, runOf, startRun } from '../helpers/session.ts';
import { cut } from '../helpers/feed.ts';

const deltas = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });

test('wherever the text is cut, painted and stopped, the document is that of the text so far', async () => {
  await fc.assert(
    fc.asyncProperty(
      deltas,
      fc.nat({ max: harbour.length }),
      fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 6 }),
      async (lengths, stopAt, paints) => {
        const text = harbour.slice(0, stopAt);
        const pieces = cut(text, lengths);
        const { session, clock, call, generating } = await startRun();
        for (let at = 0, i = 0; at < pieces.length; i++) {
          const until = at + 1 + (paints[i % paints.length] ?? 0);
          // oxlint-disable-next-line no-await-in-loop -- pieces arrive one after the other
          await call.text(...pieces.slice(at, until));
          clock.frame();
          at = until;
        }
        session.stop();
        await generating;
        const { completion, doc } = readingOf(session);
        expect(completion).toBe(text);
        expect(doc).toEqual(parseAll(text));
        expect(runOf(session).outcome).toEqual({ type: 'stopped' });
      },
    ),
    { numRuns: 150 },
  );
});
