import { describe, expect, test } from 'vitest';
import { createTestDesk, fileOf, readingOf, runOf, startRun } from '../helpers/desk.ts';

describe('Stop', () => {
  test('while the pictures are prepared ends the run at once, without a request', async () => {
    const { desk, model } = createTestDesk({ dataUrl: async () => new Promise(() => {}) });
    await desk.frames.add([fileOf('1.png')]);
    const generating = desk.generate();
    expect(runOf(desk).status).toBe('preparing');
    desk.stop();
    await generating;
    expect(runOf(desk)).toMatchObject({ status: 'ended', outcome: { type: 'stopped' } });
    expect(model.calls).toEqual([]);
  });
});

// Runs that the server ended keep checking whether it is back: see tests/session/return.test.ts.
test.each(['finished', 'length', 'stopped'] as const)('a run that was %s leaves no timer behind', async (type) => {
  const { desk, clock, call, generating } = await startRun();
  await call.open();
  await call.text('Once', ' upon');
  clock.frame();
  await call.text(' a');
  if (type === 'stopped') desk.stop();
  else await call.end({ type });
  await generating;
  expect([clock.waiting(), clock.pending()]).toEqual([0, 0]);
});

describe('an error in the page', () => {
  test('while a picture is read for sending fails the run, without a request', async () => {
    const { desk, model } = createTestDesk({
      dataUrl: async () => {
        throw new Error('The file is gone');
      },
    });
    await desk.frames.add([fileOf('1.png')]);
    await desk.generate();
    expect(runOf(desk)).toMatchObject({
      status: 'ended',
      outcome: { type: 'failed', failure: { kind: 'unreadable-image' } },
    });
    expect(model.calls).toEqual([]);
  });

  test('in the client fails the run and keeps the text', async () => {
    const { desk, call, generating } = await startRun();
    await call.text('<gdi image1>It was');
    await call.fail(new Error('A slip of ours'));
    await generating;
    expect(readingOf(desk).completion).toBe('<gdi image1>It was');
    expect(runOf(desk)).toMatchObject({
      status: 'ended',
      outcome: { type: 'failed', failure: { kind: 'unexpected', said: 'A slip of ours' } },
    });
  });

  test('that leaves the answer without an end fails the run and keeps the text', async () => {
    const { desk } = createTestDesk({
      complete: async function* complete() {
        yield { type: 'text', text: 'Once', completionTokens: null };
      },
    });
    await desk.frames.add([fileOf('1.png')]);
    await desk.generate();
    expect(readingOf(desk).completion).toBe('Once');
    expect(runOf(desk)).toMatchObject({ status: 'ended', outcome: { type: 'failed' } });
  });
});
