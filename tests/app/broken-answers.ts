import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { expect } from 'vitest';
import { parseAll, continuationStart } from '../../src/grounding/index.ts';
import { complete, probe } from '../../src/inference/index.ts';
import { endedRun, isContinuable } from '../../src/session/index.ts';
import { createTestSession, fileOf, readingOf } from '../helpers/session.ts';
import { startReplay } from '../../scripts/replay/server.mjs';
import { PICTURES } from '../inference/request.ts';
import { createCountingClock, until } from './running.ts';

// Random faults in answers, with the real session and the real client against a server over HTTP. After every fault, at
// every place and for every way of delivery: the text so far is kept, Continue completes it, and nothing is left running.

// The text is short because the tests send up to a thousand answers. It has characters of two and four bytes.
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

const THINKING_ENDS = text.indexOf('</think>');

/**
 * Positions at which an answer may break. With a reasoning parser two kinds of positions are left out:
 *
 * - next to the tags of the thinking, which no delta contains, so the number of characters does not say what was sent
 *   (tests/replay/sent.test.ts covers these);
 * - those from which Continue starts right before `</think>`: the server would send the rest of the thinking as content.
 */
const positions = (hasReasoningParser: boolean): fc.Arbitrary<number> =>
  fc.integer({ min: 1, max: text.length - 1 }).filter((at) => {
    if (!hasReasoningParser) return true;
    const clear = at > 20 && Math.abs(at - THINKING_ENDS) > 20 && /\S\S/.test(text.slice(at - 1, at + 1));
    return clear && continuationStart(text.slice(0, at)) !== THINKING_ENDS;
  });

/** The ways in which an answer breaks off: the fault of the server after `after.chars` characters. */
const WAYS = {
  'the connection is cut': (after) => ({ kind: 'stall', after }),
  'the connection is cut in an event': (after) => ({ kind: 'stall', after, midEvent: true }),
  'the user presses Stop': (after) => ({ kind: 'stall', after }),
  'an error event': (after) => ({ kind: 'error-event', after }),
  'an error event with an empty message': (after) => ({ kind: 'error-event', after, message: '' }),
  'an event that is not JSON': (after) => ({ kind: 'malformed', after }),
  'no finish reason': (after) => ({ kind: 'no-finish', after, done: true }),
  'no finish reason and no [DONE]': (after) => ({ kind: 'no-finish', after, done: false }),
  'the finish reason length': (after) => ({ kind: 'finish', reason: 'length', after }),
  'the finish reason abort': (after) => ({ kind: 'finish', reason: 'abort', after }),
  'an unknown finish reason': (after) => ({ kind: 'finish', reason: 'tool_calls', after }),
} satisfies Record<string, (after: { readonly chars: number }) => NonNullable<Changes['fault']>>;

type Way = keyof typeof WAYS;
export const ways = Object.keys(WAYS) as Way[];

/** The settings of a random server, and the position at which its answer breaks. */
const scenario = fc
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
    positions(settings.reasoning !== 'inline').chain((at) => fc.tuple(fc.constant<Changes>(settings), fc.constant(at))),
  );

/**
 * Breaks answers off in this way, each at a random position on a random server. Expects that no text is lost, that
 * Continue (or Regenerate, if there is nothing to continue) completes the answer, and that nothing is left running.
 * @param runs the number of answers
 */
export async function expectWholeAfter(way: Way, runs: number): Promise<void> {
  const server = await startReplay({ text });
  // A new seed each time finds more faults. It is printed first, because a run that hangs would never report it. The test
  // runner shows it if the test fails.
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.log(`Seed ${seed} for “${way}”`);
  try {
    await fc.assert(
      fc.asyncProperty(scenario, async ([settings, at]) => expectWhole(server, settings, at, way)),
      { numRuns: runs, seed },
    );
  } finally {
    await server.close();
  }
}

async function expectWhole(server: Server, settings: Changes, at: number, way: Way): Promise<void> {
  const clock = createCountingClock();
  const signals: AbortSignal[] = [];
  const { session } = createTestSession({
    clock,
    probe,
    complete: (request, options) => {
      signals.push(options.signal);
      return complete(request, { ...options, pageProtocol: 'http:' });
    },
    pageStays: async () => {},
    dataUrl: async () => PICTURES[0] ?? '',
  });
  session.set({ serverUrl: server.url });
  await session.check();
  const fault: Changes['fault'] = WAYS[way]({ chars: at });
  server.set({ ...settings, fault });
  await session.frames.add([fileOf('1.png'), fileOf('2.png'), fileOf('3.png')]);
  const first = server.requests.length;

  const generating = session.generate();
  if (fault.kind === 'stall') {
    await until(session, () => readingOf(session).completion === text.slice(0, at));
    if (way === 'the user presses Stop') session.stop();
    else server.cut();
  }
  await generating;
  const post = server.requests.slice(first).find(({ method }) => method === 'POST');
  const { completion, doc } = readingOf(session);
  expect(completion).toBe(post?.sent);
  expect(doc).toEqual(parseAll(completion));

  server.set({ fault: null });
  const story = endedRun(session.page.getState());
  if (story !== null && isContinuable(story)) await session.continue();
  else await session.regenerate();
  const whole = readingOf(session);
  expect(whole.progress?.outcome).toEqual({ type: 'finished' });
  expect(whole.completion).toBe(text);
  expect(whole.doc).toEqual(parseAll(text));

  await Promise.all(server.requests.map(async ({ closed }) => closed));
  expect(server.open).toBe(0);
  expect(clock.waiting()).toBe(0);
  expect(signals.map((signal) => getEventListeners(signal, 'abort').length)).toEqual(signals.map(() => 0));
  server.requests.length = 0;
}
