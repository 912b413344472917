import { describe, expect, test } from 'vitest';
import { parseAll } from '../../src/grounding/index.ts';
import { hasWholeThinking, endedRun } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import {
  createTestSession,
  demo,
  previousOf,
  readingOf,
  fileOf,
  runOf,
  startRun,
  sessionWithRun,
} from '../helpers/session.ts';
import type { TestSession } from '../helpers/session.ts';
import { seeds, requestAgain, thinking } from './scripted-run.ts';

describe('Regenerate', () => {
  test('repeats request and pictures with a new seed and the current sampling', async () => {
    const made = await sessionWithRun(harbour, { type: 'finished' }, { seed: seeds() }, ['1.png', '2.png']);
    const { session, model } = made;
    session.set({
      prompt: 'Something else.',
      systemPrompt: '',
      temperature: '1',
      serverUrl: 'gpu:8000',
      units: 'unit',
    });
    await session.frames.add([fileOf('3.png')]);
    await requestAgain(made, 'regenerate');
    const [first, second] = model.calls.map(({ request }) => request);
    expect(second).toEqual({
      ...first,
      server: { ...first?.server, baseUrl: 'gpu:8000' },
      sampling: { ...first?.sampling, temperature: 1, seed: 102 },
    });
    expect(second?.pictures).toHaveLength(2);
    expect(readingOf(session).units).toEqual({ plain: 'sent' });
  });

  test('keeps the story as the previous one', async () => {
    const made = await sessionWithRun(harbour);
    const first = readingOf(made.session);
    await requestAgain(made, 'regenerate', 'Another.');
    expect(previousOf(made.session)).toEqual(first);
    expect(readingOf(made.session).completion).toBe('Another.');
  });

  test('starts from the beginning if the answer had broken off', async () => {
    const made = await sessionWithRun('Once. And', { type: 'length' });
    await requestAgain(made, 'regenerate');
    expect(made.model.calls[1]?.request.kept).toBe('');
    expect(readingOf(made.session).completion).toBe(harbour);
    expect(runOf(made.session).seams).toEqual([]);
  });

  test('reports what prevents the request and keeps the story', async () => {
    const { session, model } = await sessionWithRun(harbour);
    const { run } = session.page.getState();
    session.set({ topP: '7' });
    await session.regenerate();
    expect(session.page.getState()).toMatchObject({ startFailure: { kind: 'sampling' }, previous: null });
    expect(session.page.getState().run).toBe(run);
    expect(model.calls).toHaveLength(1);
  });

  test('needs no frame on the page, because it sends the frames of the story', async () => {
    const made = await sessionWithRun(harbour);
    for (const { id } of made.session.page.getState().frames) made.session.frames.remove(id);
    await requestAgain(made, 'regenerate');
    expect(made.model.calls[1]?.request.pictures).toEqual(made.model.calls[0]?.request.pictures);
  });
});

describe('the seed', () => {
  const seedsOf = ({ model }: TestSession): number[] => model.calls.map(({ request }) => request.sampling.seed);

  test('is new for each request', async () => {
    const made = await sessionWithRun(harbour, { type: 'finished' }, { seed: seeds() });
    for (const how of ['generate', 'regenerate', 'regenerateStory', 'generate'] as const)
      // oxlint-disable-next-line no-await-in-loop -- one request after the other
      await requestAgain(made, how);
    expect(seedsOf(made)).toEqual([101, 102, 103, 104, 105]);
    expect(runOf(made.session).request.sampling.seed).toBe(105);
  });

  test('of the settings is repeated by Generate but not by Regenerate', async () => {
    const made = await sessionWithRun(harbour, { type: 'finished' }, { seed: seeds() });
    made.session.set({ seed: '42' });
    for (const how of ['generate', 'generate', 'regenerate', 'regenerateStory'] as const)
      // oxlint-disable-next-line no-await-in-loop -- one request after the other
      await requestAgain(made, how);
    expect(seedsOf(made).slice(1, 3)).toEqual([42, 42]);
    expect(seedsOf(made).slice(3)).not.toContain(42);
    expect(new Set(seedsOf(made).slice(3)).size).toBe(2);
  });
});

describe('Regenerate the story only', () => {
  test('requests a new story and keeps the thinking', async () => {
    const made = await sessionWithRun(harbour);
    const first = readingOf(made.session);
    const story = '<gdi image1>\nAnother <gdo char1>Ines</gdo>.\n</gdi>\n';
    await requestAgain(made, 'regenerateStory', story);
    const [before, after] = made.model.calls.map(({ request }) => request);
    expect(after).toEqual({ ...before, kept: thinking });
    expect(readingOf(made.session)).toMatchObject({ completion: thinking + story, doc: parseAll(thinking + story) });
    expect(runOf(made.session).seams).toEqual([]);
    expect(previousOf(made.session)).toEqual(first);
  });

  test('shows the thinking and its duration while the story is awaited', async () => {
    const { session, clock, call, model, generating } = await startRun();
    await call.usage(4000, 0);
    await call.text(thinking);
    clock.frame();
    clock.advance(3000);
    await call.text(harbour.slice(thinking.length));
    await call.end();
    await generating;
    expect(runOf(session).thoughtFor).toBe(3000);
    const regenerating = session.regenerateStory();
    const second = await model.call(2);
    expect(readingOf(session).doc.analyses).toEqual(parseAll(thinking).analyses);
    expect(runOf(session)).toMatchObject({ promptTokens: 4000, status: 'connecting' });
    clock.advance(800);
    await second.text('<gdi image1>\nAnother');
    clock.frame();
    expect(runOf(session).thoughtFor).toBe(3000);
    await second.end();
    await regenerating;
  });

  test('lets the user switch back if no text arrives', async () => {
    const made = await sessionWithRun(harbour);
    const first = readingOf(made.session);
    await requestAgain(made, 'regenerateStory', '');
    expect(readingOf(made.session)).toMatchObject({ completion: thinking, doc: parseAll(thinking) });
    made.session.showPrevious();
    expect(readingOf(made.session)).toEqual(first);
  });

  test.each([
    [harbour, true],
    [thinking, true],
    [harbour.slice(0, harbour.indexOf('</think>') + 4), false],
    ['Once upon a time.', false],
  ])('is offered only if the thinking is complete: %#', async (text, expected) => {
    const { session } = await sessionWithRun(text, { type: 'length' });
    const before = endedRun(session.page.getState());
    expect(before && hasWholeThinking(before)).toBe(expected);
  });
});

describe('Regenerate does nothing', () => {
  const sessions: [string, () => Promise<TestSession>][] = [
    ['without a story', async () => createTestSession()],
    [
      'for an opened output',
      async () => {
        const made = createTestSession();
        made.session.open({ name: 'a', text: harbour });
        return made;
      },
    ],
    [
      'for the demo',
      async () => {
        const made = createTestSession();
        const playing = made.session.playDemo();
        const call = await made.model.call(1);
        await call.text(demo.completion);
        await call.end();
        await playing;
        return made;
      },
    ],
  ];
  test.each(sessions)('%s', async (_, make) => {
    const { session, model } = await make();
    const before = session.page.getState();
    const calls = model.calls.length;
    await Promise.all([session.regenerate(), session.regenerateStory()]);
    expect(session.page.getState()).toBe(before);
    expect(model.calls).toHaveLength(calls);
  });

  test('while a story is written', async () => {
    const { session, model, call, generating } = await startRun();
    await call.text(harbour);
    await Promise.all([session.regenerate(), session.regenerateStory()]);
    expect(model.calls).toHaveLength(1);
    await call.end();
    await generating;
    expect(readingOf(session).completion).toBe(harbour);
  });
});
