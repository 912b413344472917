import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseAll, seamOf } from '../../src/grounding/index.ts';
import { complete, probe } from '../../src/inference/index.ts';
import { isContinuable, told } from '../../src/session/index.ts';
import type { Clock, Desk } from '../../src/session/index.ts';
import { createTestDesk, fileOf, readingOf } from '../helpers/desk.ts';
import { startReplay } from '../helpers/replay-server.mjs';
import { PICTURES } from '../inference/request.ts';

// The real desk and the real client against a server over HTTP: whatever breaks an answer, wherever, and however its
// bytes are cut, what had arrived is there, Continue makes it whole, and nothing is left running.

// Short, for there are a thousand answers; with letters of two and four bytes.
const text = `<think>
## Image 1

### Characters
| Character ID | Name | Description | Bounding Box |
|---|---|---|---|
| char1 | Zoë | A girl on a swing 🙂 | 20,30,80,90 |
| char2 | Abel | Her brother, pushing | 90,25,140,95 |

## Image 2

### Characters
| Character ID | Name | Description | Bounding Box |
|---|---|---|---|
| char1 | Zoë | Higher than before | 40,5,95,60 |

## Narrative Structure
| Narrative Phase | Description | Key Events | Images |
|---|---|---|---|
| Introduction | On the swing | A push | 1-2 |
</think>
<gdi image1>
<gdo char2>Abel</gdo> gave <gdo char1>Zoë</gdo> a push. “Higher!” <gda char1>she called</gda>. He <gda char2>laughed</gda> and pushed again.
</gdi>
<gdi image2>
Then <gdo char1>she</gdo> saw the whole garden… and let go. <gdo char1 char2>They</gdo> talked of it for years.
</gdi>
`;

type Server = Awaited<ReturnType<typeof startReplay>>;
type Changes = Parameters<Server['set']>[0];

let server: Server;
beforeAll(async () => {
  server = await startReplay({ text });
});
afterAll(async () => server.close());

/** A clock that runs, and knows who waits for it. */
function createCountingClock(): Clock & { readonly waiting: () => number } {
  const waiting = new Set<object>();
  const wait = (schedule: (done: () => void) => () => void): (() => void) => {
    const entry = {};
    waiting.add(entry);
    const cancel = schedule(() => waiting.delete(entry));
    return () => {
      waiting.delete(entry);
      cancel();
    };
  };
  return {
    now: () => performance.now(),
    nextFrame: (callback) =>
      wait((done) => {
        const immediate = setImmediate(() => {
          done();
          callback();
        });
        return () => clearImmediate(immediate);
      }),
    after: (milliseconds, callback) =>
      wait((done) => {
        const timer = setTimeout(() => {
          done();
          callback();
        }, milliseconds);
        return () => clearTimeout(timer);
      }),
    afterPaint: (callback) => callback(),
    waiting: () => waiting.size,
  };
}

/** Resolves as soon as the session says so. */
async function until(desk: Desk, says: () => boolean): Promise<void> {
  if (says()) return;
  await new Promise<void>((resolve) => {
    const stop = desk.session.subscribe(() => {
      if (!says()) return;
      stop();
      resolve();
    });
  });
}

const THINKING_ENDS = text.indexOf('</think>');

/**
 * Places at which an answer may break. On a server with a reasoning parser no delta carries the tags of the thinking, so
 * that next to them what was sent cannot be told by its characters (tests/replay/sent.test.ts is about those), and an
 * answer that is continued right before `</think>` looks like one whose thinking goes on as content.
 */
const places = (parsed: boolean): fc.Arbitrary<number> =>
  fc.integer({ min: 1, max: text.length - 1 }).filter((at) => {
    if (!parsed) return true;
    const clear = at > 20 && Math.abs(at - THINKING_ENDS) > 20 && /\S\S/.test(text.slice(at - 1, at + 1));
    return clear && seamOf(text.slice(0, at)) !== THINKING_ENDS;
  });

const fault = (at: number): fc.Arbitrary<{ readonly how: string; readonly fault: Changes['fault'] }> => {
  const after = { chars: at };
  return fc.constantFrom(
    { how: 'cut', fault: { kind: 'stall', after } as const },
    { how: 'cut in an event', fault: { kind: 'stall', after, midEvent: true } as const },
    { how: 'stopped', fault: { kind: 'stall', after } as const },
    { how: 'an error event', fault: { kind: 'error-event', after } as const },
    { how: 'an error event without words', fault: { kind: 'error-event', after, message: '' } as const },
    { how: 'no JSON', fault: { kind: 'malformed', after } as const },
    { how: 'no end', fault: { kind: 'no-finish', after, done: true } as const },
    { how: 'no end at all', fault: { kind: 'no-finish', after, done: false } as const },
    { how: 'length', fault: { kind: 'finish', reason: 'length', after } as const },
    { how: 'abort', fault: { kind: 'finish', reason: 'abort', after } as const },
    { how: 'an unknown reason', fault: { kind: 'finish', reason: 'tool_calls', after } as const },
  );
};

const run = fc
  .record({
    reasoning: fc.constantFrom('inline', 'reasoning', 'reasoning_content', 'both', 'alternating'),
    continuesThinkingIn: fc.constantFrom('reasoning', 'content'),
    continuesStoryIn: fc.constantFrom('content', 'reasoning'),
    emptyChunks: fc.boolean(),
    cut: fc.constantFrom<NonNullable<Changes['cut']>>('tokens', 3, [1, 2, 30]),
    split: fc.oneof(
      fc.constantFrom<NonNullable<Changes['split']>>('events', 'events-apart'),
      fc.nat().map((seed) => ({ seed })),
    ),
    version: fc.constantFrom('0.8.5', '0.11.0', '0.12.0', '0.16.0', '0.20.0', '0.30.0'),
  } as const)
  .chain((settings) =>
    places(settings.reasoning !== 'inline').chain((at) =>
      fc.tuple(fc.constant<Changes>(settings), fc.constant(at), fault(at)),
    ),
  );

test('500 answers that break off anywhere lose nothing, are made whole by Continue, and leave nothing running', async () => {
  const counts = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(run, async ([settings, at, { how, fault: broken }]) => {
      counts.set(how, (counts.get(how) ?? 0) + 1);
      const clock = createCountingClock();
      const signals: AbortSignal[] = [];
      const { desk } = createTestDesk({
        clock,
        probe,
        complete: (request, options) => {
          signals.push(options.signal);
          return complete(request, { ...options, pageProtocol: 'http:' });
        },
        dataUrl: async () => PICTURES[0] ?? '',
      });
      desk.set({ serverUrl: server.url });
      await desk.check();
      server.set({ ...settings, ...(broken && { fault: broken }) });
      await desk.frames.add([fileOf('1.png'), fileOf('2.png'), fileOf('3.png')]);
      const first = server.requests.length;

      const generating = desk.generate();
      if (how.startsWith('cut') || how === 'stopped') {
        await until(desk, () => readingOf(desk).completion === text.slice(0, at));
        if (how === 'stopped') desk.stop();
        else server.cut();
      }
      await generating;
      const asked = server.requests.slice(first).find(({ method }) => method === 'POST');
      const { completion, document } = readingOf(desk);
      expect(completion).toBe(asked?.sent);
      expect(document).toEqual(parseAll(completion));

      server.set({ fault: null });
      const story = told(desk.session.getState());
      if (story !== null && isContinuable(story)) await desk.continue();
      else await desk.regenerate();
      const whole = readingOf(desk);
      expect(whole.run?.outcome).toEqual({ type: 'finished' });
      expect(whole.completion).toBe(text);
      expect(whole.document).toEqual(parseAll(text));

      await Promise.all(server.requests.map(async ({ closed }) => closed));
      expect(server.open).toBe(0);
      expect(clock.waiting()).toBe(0);
      expect(signals.map((signal) => getEventListeners(signal, 'abort').length)).toEqual(signals.map(() => 0));
      server.requests.length = 0;
    }),
    { numRuns: 500, seed: 20_261_123 },
  );
  // Each of the ways was among them.
  expect(counts.size).toBe(11);
}, 240_000);
