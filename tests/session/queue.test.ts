import { describe, expect, test } from 'vitest';
import type { Queue, Server } from '../../src/inference/index.ts';
import { runOf, startRun } from '../helpers/session.ts';
import type { FakeClock as Clock } from '../helpers/fake-clock.ts';

interface Question {
  readonly server: Server;
  readonly signal: AbortSignal;
  /** Resolves once the app has processed the answer. */
  readonly say: (queue: Queue | null) => Promise<void>;
}

const queueOf = (waiting: number): Queue => ({ running: 1, waiting });

/** Resolves when the app has processed an answer, which takes a few turns of the microtask queue. */
async function settled(): Promise<void> {
  await new Promise((done) => {
    setImmediate(done);
  });
}

/** A run in the server's queue, and the requests for the queue's length. */
async function queued(): Promise<Awaited<ReturnType<typeof startRun>> & { readonly questions: readonly Question[] }> {
  const questions: Question[] = [];
  const made = await startRun({
    askQueue: async (server, { signal }) =>
      new Promise((resolve) => {
        questions.push({
          server,
          signal,
          async say(queue) {
            resolve(queue);
            await settled();
          },
        });
      }),
  });
  await made.call.open();
  expect(runOf(made.session)).toMatchObject({ status: 'queued', queue: null });
  return { ...made, questions };
}

describe('while a run is in the queue', () => {
  test('the server is asked repeatedly for its length', async () => {
    const { session, clock, call, generating, questions } = await queued();
    clock.advance(1999);
    expect(questions).toHaveLength(0);
    clock.advance(1);
    expect(questions.map(({ server }) => server.baseUrl)).toEqual(['http://localhost:8000/v1']);
    await questions[0]?.say(queueOf(4));
    expect(runOf(session)).toMatchObject({ status: 'queued', queue: { running: 1, waiting: 4, ahead: 3 } });
    clock.advance(2000);
    await questions[1]?.say(queueOf(1));
    expect(runOf(session).queue).toEqual({ running: 1, waiting: 1, ahead: 0 });
    await call.end();
    await generating;
  });

  test.each([
    ['fails', async ({ say }: Question) => say(null)],
    [
      'is not answered within 8 s',
      async ({ signal }: Question, clock: Clock) => {
        clock.advance(7999);
        expect(signal.aborted).toBe(false);
        clock.advance(1);
        expect(signal.aborted).toBe(true);
        await settled();
      },
    ],
  ])('after a request that %s, the app asks again and keeps the last numbers', async (_, fail) => {
    const { session, clock, call, generating, questions } = await queued();
    clock.advance(2000);
    await questions[0]?.say(queueOf(4));
    clock.advance(2000);
    await fail(questions[1]!, clock);
    expect(runOf(session).queue?.waiting).toBe(4);
    clock.advance(2000);
    await questions[2]?.say(queueOf(2));
    expect(runOf(session).queue).toEqual({ running: 1, waiting: 2, ahead: 1 });
    await call.end();
    await generating;
  });

  test('requests that arrive later are not counted as ahead', async () => {
    const { session, clock, call, generating, questions } = await queued();
    const ahead: unknown[] = [];
    for (const [at, waiting] of [3, 6, 2, 5, 0].entries()) {
      clock.advance(2000);
      // oxlint-disable-next-line no-await-in-loop -- one answer after the other
      await questions[at]?.say(queueOf(waiting));
      ahead.push(runOf(session).queue?.ahead);
    }
    expect(ahead).toEqual([2, 2, 1, 1, 0]);
    await call.end();
    await generating;
  });

  test('an answer about the queue does not count as text from the model', async () => {
    const { session, clock, call, generating, questions } = await queued();
    const { heardAt } = runOf(session);
    clock.advance(2000);
    await questions[0]?.say(queueOf(4));
    expect(runOf(session).heardAt).toBe(heardAt);
    await call.end();
    await generating;
  });
});

describe('the server is not asked for its queue any more', () => {
  test('once the first text has arrived, and a later answer is ignored', async () => {
    const { session, clock, call, generating, questions } = await queued();
    clock.advance(2000);
    await call.text('Once');
    clock.frame();
    expect(questions[0]?.signal.aborted).toBe(true);
    await questions[0]?.say(queueOf(4));
    expect(runOf(session)).toMatchObject({ status: 'streaming', queue: null });
    clock.advance(60_000);
    expect(questions).toHaveLength(1);
    await call.end();
    await generating;
  });

  test('once the run has ended', async () => {
    const { session, clock, generating, questions } = await queued();
    session.stop();
    await generating;
    expect(clock.pending()).toBe(0);
    clock.advance(60_000);
    expect(questions).toHaveLength(0);
  });

  test('once another output is shown', async () => {
    const { session, clock, generating, questions } = await queued();
    clock.advance(2000);
    session.open({ name: 'a', text: 'Words.' });
    expect(questions[0]?.signal.aborted).toBe(true);
    await questions[0]?.say(queueOf(4));
    expect(session.page.getState().run).toMatchObject({ source: 'imported', progress: null });
    expect(clock.pending()).toBe(0);
    await generating;
  });

  test('for a run that was replaced; the new run asks by itself', async () => {
    const { session, clock, model, generating, questions } = await queued();
    clock.advance(2000);
    const again = session.generate();
    const second = await model.call(2);
    await second.open();
    await questions[0]?.say(queueOf(4));
    expect(runOf(session).queue).toBeNull();
    clock.advance(2000);
    await questions[1]?.say(queueOf(9));
    expect(runOf(session).queue?.waiting).toBe(9);
    await second.end();
    await Promise.all([generating, again]);
  });
});

test('another server whose address was typed since is not asked for its queue', async () => {
  const { session, clock, call, generating, questions } = await queued();
  session.set({ serverUrl: 'http://elsewhere:8000/v1' });
  clock.advance(2000);
  for (const { server } of questions) expect(server.baseUrl).toBe('http://localhost:8000/v1');
  await call.end();
  await generating;
});
