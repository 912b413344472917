import { describe, expect, test } from 'vitest';
import type { Failure } from '../../src/inference/index.ts';
import { createTestSession, fileOf, readingOf, runOf, startRun } from '../helpers/session.ts';

const lost: Failure = { kind: 'connection-lost', sentence: 'It broke.', said: null, advice: 'Wait.', status: null };

describe('Stop', () => {
  test('while the pictures are prepared ends the run at once, without a request', async () => {
    const { session, model } = createTestSession({ dataUrl: async () => new Promise(() => {}) });
    await session.frames.add([fileOf('1.png')]);
    const generating = session.generate();
    expect(runOf(session).status).toBe('preparing');
    session.stop();
    await generating;
    expect(runOf(session)).toMatchObject({ status: 'ended', outcome: { type: 'stopped' } });
    expect(model.calls).toEqual([]);
  });
});

// Runs that the server ended keep checking whether it is back: see tests/session/return.test.ts.
test.each(['finished', 'length', 'stopped'] as const)('a run that was %s leaves no timer behind', async (type) => {
  const { session, clock, call, generating } = await startRun();
  await call.open();
  await call.text('Once', ' upon');
  clock.frame();
  await call.text(' a');
  if (type === 'stopped') session.stop();
  else await call.end({ type });
  await generating;
  expect([clock.waiting(), clock.pending()]).toEqual([0, 0]);
});

test('a failure is not reported while the user may be leaving the page, which breaks off its requests', async () => {
  let stay = (): void => {};
  const stays = new Promise<void>((resolve) => {
    stay = resolve;
  });
  const { session, call, generating } = await startRun({ pageStays: async () => stays });
  await call.text('<gdi image1>It was');
  await call.end({ type: 'failed', failure: lost });
  expect(runOf(session).outcome).toBeNull();
  stay();
  await generating;
  expect(runOf(session).outcome).toEqual({ type: 'failed', failure: lost });
});

describe('an error in the page', () => {
  test('while a picture is read for sending fails the run, without a request', async () => {
    const { session, model } = createTestSession({
      dataUrl: async () => {
        throw new Error('The file is gone');
      },
    });
    await session.frames.add([fileOf('1.png')]);
    await session.generate();
    expect(runOf(session)).toMatchObject({
      status: 'ended',
      outcome: { type: 'failed', failure: { kind: 'unreadable-image' } },
    });
    expect(model.calls).toEqual([]);
  });

  test('in the client fails the run and keeps the text', async () => {
    const { session, call, generating } = await startRun();
    await call.text('<gdi image1>It was');
    await call.fail(new Error('A slip of ours'));
    await generating;
    expect(readingOf(session).completion).toBe('<gdi image1>It was');
    expect(runOf(session)).toMatchObject({
      status: 'ended',
      outcome: { type: 'failed', failure: { kind: 'unexpected', said: 'A slip of ours' } },
    });
  });

  test('that leaves the answer without an end fails the run and keeps the text', async () => {
    const { session } = createTestSession({
      complete: async function* complete() {
        yield { type: 'text', text: 'Once', completionTokens: null };
      },
    });
    await session.frames.add([fileOf('1.png')]);
    await session.generate();
    expect(readingOf(session).completion).toBe('Once');
    expect(runOf(session)).toMatchObject({ status: 'ended', outcome: { type: 'failed' } });
  });
});
