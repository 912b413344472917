import { describe, expect, test } from 'vitest';
import { parseAll } from '../../src/grounding/index.ts';
import { isContinuable, endedRun } from '../../src/session/index.ts';
import { readingOf, runOf, startRun } from '../helpers/session.ts';
import type { TestSession } from '../helpers/session.ts';
import type { Call } from '../helpers/scripted-model.ts';

const HEAD = `<think>
## Image 1

### Characters
| Character ID | Name | Description | Bounding Box |
|---|---|---|---|
| char1 | Mara | Woman with a lantern | 40,60,180,300 |
`;
const ROW = '| char2 | Nils | A man who waits beside the boat | 210,120,300,310 |\n';
const END = '</think>\n<gdi image1>\n<gdo char1>Mara</gdo> waited.\n</gdi>\n';

/** Writes a row this many times, each in a frame of its own. */
async function loop(call: Call, { clock }: Pick<TestSession, 'clock'>, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    // oxlint-disable-next-line no-await-in-loop -- rows arrive one after the other
    await call.text(ROW);
    clock.frame();
  }
}

describe('a model that repeats itself', () => {
  test('is noticed while it does so', async () => {
    const { session, clock, call, generating } = await startRun();
    await call.text(HEAD);
    clock.frame();
    expect(runOf(session).repetition).toBeNull();
    await loop(call, { clock }, 20);
    expect(runOf(session).repetition).toMatchObject({ unit: ROW.trim() });
    expect(runOf(session).repetition?.times).toBeGreaterThan(8);
    await call.end();
    await generating;
  });

  test('continues if the user does not want it stopped', async () => {
    const { session, clock, call, generating } = await startRun();
    await call.text(HEAD);
    await loop(call, { clock }, 40);
    expect(call.signal.aborted).toBe(false);
    await call.end({ type: 'length' });
    await generating;
    expect(runOf(session).outcome).toEqual({ type: 'length' });
  });

  test('is no longer noticed once it writes other text', async () => {
    const { session, clock, call, generating } = await startRun();
    await call.text(HEAD);
    await loop(call, { clock }, 12);
    expect(runOf(session).repetition).not.toBeNull();
    await call.text(`</think>\n<gdi image1>\n${'She looked, then wrote, sang and dreamt of other seas. '.repeat(2)}`);
    await call.text(HEAD.repeat(2));
    clock.frame();
    expect(runOf(session).repetition).toBeNull();
    await call.end();
    await generating;
  });

  test('is stopped if the user wants it, with its own outcome', async () => {
    const { session, clock, call, generating } = await startRun();
    session.prefer({ stopRepetition: true });
    await call.text(HEAD);
    await loop(call, { clock }, 20);
    await generating;
    expect(call.signal.aborted).toBe(true);
    const { completion, doc } = readingOf(session);
    expect(runOf(session)).toMatchObject({ status: 'ended', outcome: { type: 'repetition' } });
    expect(doc).toEqual(parseAll(completion));
    // The completion is searched every 500 characters, so the stop comes soon.
    expect(completion.length).toBeLessThan(HEAD.length + 1000);
  });

  test('is stopped as soon as the user wants it', async () => {
    const { session, clock, call, generating } = await startRun();
    await call.text(HEAD);
    await loop(call, { clock }, 20);
    session.prefer({ stopRepetition: true });
    await loop(call, { clock }, 10);
    await generating;
    expect(runOf(session).outcome).toEqual({ type: 'repetition' });
  });

  test('is not stopped for the kept text after Continue', async () => {
    const { session, clock, model, call, generating } = await startRun();
    // The text is too short to have been searched.
    await call.text(HEAD + ROW.repeat(4));
    await call.end({ type: 'stopped' });
    await generating;
    expect(runOf(session).repetition).toBeNull();
    session.prefer({ stopRepetition: true });
    const going = session.continue();
    const second = await model.call(2);
    expect(second.request.kept).toBe(HEAD + ROW.repeat(4));
    await second.text(ROW, ROW);
    clock.frame();
    expect(runOf(session).repetition).toBeNull();
    await second.text(END);
    await second.end();
    await going;
    expect(runOf(session).outcome).toEqual({ type: 'finished' });
  });
});

test('a model that does not repeat itself is not stopped', async () => {
  const { session, clock, call, generating } = await startRun();
  session.prefer({ stopRepetition: true });
  await call.text(HEAD);
  clock.frame();
  await call.text(END.repeat(3));
  clock.frame();
  await call.end();
  await generating;
  expect(runOf(session)).toMatchObject({ outcome: { type: 'finished' }, repetition: null });
});

test('Stop during a repetition counts as stopped by the user', async () => {
  const { session, clock, call, generating } = await startRun();
  session.prefer({ stopRepetition: true });
  await call.text(HEAD);
  await loop(call, { clock }, 2);
  session.stop();
  await generating;
  expect(runOf(session).outcome).toEqual({ type: 'stopped' });
});

describe('Continue after a repetition', () => {
  const ways: [string, boolean, number][] = [
    ['was stopped by itself', true, 20],
    ['was stopped by the user', false, 20],
    // In a long repetition only the end is searched. Its beginning is known from an earlier search.
    ['went on for long', false, 150],
  ];
  test.each(ways)('begins after the first copy if it %s', async (_, byItself, times) => {
    const { session, clock, model, call, generating } = await startRun();
    session.prefer({ stopRepetition: byItself });
    await call.text(HEAD);
    await loop(call, { clock }, times);
    session.stop();
    await generating;
    const before = endedRun(session.page.getState());
    expect(before && isContinuable(before)).toBe(true);
    const { completion } = readingOf(session);
    const going = session.continue();
    const second = await model.call(2);
    expect(second.request.kept).toBe(HEAD + ROW);
    await second.text(END);
    await second.end();
    await going;
    expect(readingOf(session).completion).toBe(HEAD + ROW + END);
    expect(readingOf(session).doc).toEqual(parseAll(HEAD + ROW + END));
    const [seam] = runOf(session).seams;
    expect(seam).toMatchObject({ at: HEAD.length + ROW.length, dropped: completion.slice(HEAD.length + ROW.length) });
  });
});
