import { describe, expect, test } from 'vitest';
import type { Server } from '../../src/inference/index.ts';
import { runOf, startRun } from '../helpers/desk.ts';

interface Question {
  readonly server: Server;
  readonly signal: AbortSignal;
  /** Resolves once the app has taken in the answer. */
  readonly say: (waiting: number | null) => Promise<void>;
}

/** A run that stands in the queue, and the questions how long it is. */
async function queued(): Promise<Awaited<ReturnType<typeof startRun>> & { readonly questions: readonly Question[] }> {
  const questions: Question[] = [];
  const made = await startRun({
    askQueue: async (server, { signal }) =>
      new Promise((resolve) => {
        questions.push({
          server,
          signal,
          async say(waiting) {
            resolve(waiting);
            await new Promise((done) => {
              setImmediate(done);
            });
          },
        });
      }),
  });
  await made.call.open();
  expect(runOf(made.desk)).toMatchObject({ status: 'queued', waiting: null });
  return { ...made, questions };
}

describe('while a run stands in the queue', () => {
  test('the server is asked how long it is, again and again', async () => {
    const { desk, clock, call, generating, questions } = await queued();
    clock.advance(1999);
    expect(questions).toHaveLength(0);
    clock.advance(1);
    expect(questions.map(({ server }) => server.baseUrl)).toEqual(['http://localhost:8000/v1']);
    await questions[0]?.say(4);
    expect(runOf(desk)).toMatchObject({ status: 'queued', waiting: 4 });
    clock.advance(2000);
    await questions[1]?.say(1);
    expect(runOf(desk).waiting).toBe(1);
    await call.end();
    await generating;
  });

  test('a server that does not tell is not asked again', async () => {
    const { desk, clock, call, generating, questions } = await queued();
    clock.advance(2000);
    await questions[0]?.say(null);
    clock.advance(60_000);
    expect(questions).toHaveLength(1);
    expect(runOf(desk).waiting).toBeNull();
    await call.end();
    await generating;
  });

  test('what is said about it does not count as heard of the model', async () => {
    const { desk, clock, call, generating, questions } = await queued();
    const { heardAt } = runOf(desk);
    clock.advance(2000);
    await questions[0]?.say(4);
    expect(runOf(desk).heardAt).toBe(heardAt);
    await call.end();
    await generating;
  });
});

describe('nobody is asked any more', () => {
  test('once the first word has come; an answer that comes later is not heard', async () => {
    const { desk, clock, call, generating, questions } = await queued();
    clock.advance(2000);
    await call.text('Once');
    clock.frame();
    expect(questions[0]?.signal.aborted).toBe(true);
    await questions[0]?.say(4);
    expect(runOf(desk)).toMatchObject({ status: 'streaming', waiting: null });
    clock.advance(60_000);
    expect(questions).toHaveLength(1);
    expect(clock.pending()).toBe(0);
    await call.end();
    await generating;
  });

  test('once the run has ended', async () => {
    const { desk, clock, generating, questions } = await queued();
    desk.stop();
    await generating;
    expect(clock.pending()).toBe(0);
    clock.advance(60_000);
    expect(questions).toHaveLength(0);
  });

  test('once something else lies on the desk', async () => {
    const { desk, clock, generating, questions } = await queued();
    clock.advance(2000);
    desk.open([{ name: 'a', text: 'Words.' }]);
    expect(questions[0]?.signal.aborted).toBe(true);
    await questions[0]?.say(4);
    expect(desk.session.getState().reading).toMatchObject({ source: 'opened', run: null });
    expect(clock.pending()).toBe(0);
    await generating;
  });

  test('about a run that another has followed, which is asked about by itself', async () => {
    const { desk, clock, model, generating, questions } = await queued();
    clock.advance(2000);
    const again = desk.generate();
    const second = await model.call(2);
    await second.open();
    await questions[0]?.say(4);
    expect(runOf(desk).waiting).toBeNull();
    clock.advance(2000);
    await questions[1]?.say(9);
    expect(runOf(desk).waiting).toBe(9);
    await second.end();
    await Promise.all([generating, again]);
  });
});

test('of another server, whose address was typed since, nobody is asked', async () => {
  const { desk, clock, call, generating, questions } = await queued();
  desk.set({ serverUrl: 'http://elsewhere:8000/v1' });
  clock.advance(2000);
  for (const { server } of questions) expect(server.baseUrl).toBe('http://localhost:8000/v1');
  await call.end();
  await generating;
});
