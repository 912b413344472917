import { describe, expect, test } from 'vitest';
import { parseAll } from '../../src/grounding/index.ts';
import { hasWholeThinking, endedRun } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { createTestDesk, demo, previousOf, readingOf, fileOf, runOf, startRun, deskWithRun } from '../helpers/desk.ts';
import type { TestDesk } from '../helpers/desk.ts';
import { seeds, requestAgain, thinking } from './scripted-run.ts';

describe('Regenerate', () => {
  test('repeats request and pictures with a new seed and the current sampling', async () => {
    const made = await deskWithRun(harbour, { type: 'finished' }, { seed: seeds() }, ['1.png', '2.png']);
    const { desk, model } = made;
    desk.set({ prompt: 'Something else.', systemPrompt: '', temperature: '1', serverUrl: 'gpu:8000', units: 'unit' });
    await desk.frames.add([fileOf('3.png')]);
    await requestAgain(made, 'regenerate');
    const [first, second] = model.calls.map(({ request }) => request);
    expect(second).toEqual({
      ...first,
      server: { ...first?.server, baseUrl: 'gpu:8000' },
      sampling: { ...first?.sampling, temperature: 1, seed: 102 },
    });
    expect(second?.pictures).toHaveLength(2);
    expect(readingOf(desk).units).toBe('sent');
  });

  test('keeps the story as the previous one', async () => {
    const made = await deskWithRun(harbour);
    const first = readingOf(made.desk);
    await requestAgain(made, 'regenerate', 'Another.');
    expect(previousOf(made.desk)).toEqual(first);
    expect(readingOf(made.desk).completion).toBe('Another.');
  });

  test('starts from the beginning if the answer had broken off', async () => {
    const made = await deskWithRun('Once. And', { type: 'length' });
    await requestAgain(made, 'regenerate');
    expect(made.model.calls[1]?.request.kept).toBe('');
    expect(readingOf(made.desk).completion).toBe(harbour);
    expect(runOf(made.desk).seams).toEqual([]);
  });

  test('reports what prevents the request and keeps the story', async () => {
    const { desk, model } = await deskWithRun(harbour);
    const { run } = desk.session.getState();
    desk.set({ topP: '7' });
    await desk.regenerate();
    expect(desk.session.getState()).toMatchObject({ startFailure: { kind: 'sampling' }, previous: null });
    expect(desk.session.getState().run).toBe(run);
    expect(model.calls).toHaveLength(1);
  });

  test('needs no frame on the page, because it sends the frames of the story', async () => {
    const made = await deskWithRun(harbour);
    for (const { id } of made.desk.session.getState().frames) made.desk.frames.remove(id);
    await requestAgain(made, 'regenerate');
    expect(made.model.calls[1]?.request.pictures).toEqual(made.model.calls[0]?.request.pictures);
  });
});

describe('the seed', () => {
  const seedsOf = ({ model }: TestDesk): number[] => model.calls.map(({ request }) => request.sampling.seed);

  test('is new for each request', async () => {
    const made = await deskWithRun(harbour, { type: 'finished' }, { seed: seeds() });
    for (const how of ['generate', 'regenerate', 'regenerateStory', 'generate'] as const)
      // oxlint-disable-next-line no-await-in-loop -- one request after the other
      await requestAgain(made, how);
    expect(seedsOf(made)).toEqual([101, 102, 103, 104, 105]);
    expect(runOf(made.desk).request.sampling.seed).toBe(105);
  });

  test('of the settings is repeated by Generate but not by Regenerate', async () => {
    const made = await deskWithRun(harbour, { type: 'finished' }, { seed: seeds() });
    made.desk.set({ seed: '42' });
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
    const made = await deskWithRun(harbour);
    const first = readingOf(made.desk);
    const story = '<gdi image1>\nAnother <gdo char1>Ines</gdo>.\n</gdi>\n';
    await requestAgain(made, 'regenerateStory', story);
    const [before, after] = made.model.calls.map(({ request }) => request);
    expect(after).toEqual({ ...before, kept: thinking });
    expect(readingOf(made.desk)).toMatchObject({ completion: thinking + story, doc: parseAll(thinking + story) });
    expect(runOf(made.desk).seams).toEqual([]);
    expect(previousOf(made.desk)).toEqual(first);
  });

  test('shows the thinking and its duration while the story is awaited', async () => {
    const { desk, clock, call, model, generating } = await startRun();
    await call.usage(4000, 0);
    await call.text(thinking);
    clock.frame();
    clock.advance(3000);
    await call.text(harbour.slice(thinking.length));
    await call.end();
    await generating;
    expect(runOf(desk).thoughtFor).toBe(3000);
    const regenerating = desk.regenerateStory();
    const second = await model.call(2);
    expect(readingOf(desk).doc.analyses).toEqual(parseAll(thinking).analyses);
    expect(runOf(desk)).toMatchObject({ promptTokens: 4000, status: 'connecting' });
    clock.advance(800);
    await second.text('<gdi image1>\nAnother');
    clock.frame();
    expect(runOf(desk).thoughtFor).toBe(3000);
    await second.end();
    await regenerating;
  });

  test('lets the user switch back if no text arrives', async () => {
    const made = await deskWithRun(harbour);
    const first = readingOf(made.desk);
    await requestAgain(made, 'regenerateStory', '');
    expect(readingOf(made.desk)).toMatchObject({ completion: thinking, doc: parseAll(thinking) });
    made.desk.showPrevious();
    expect(readingOf(made.desk)).toEqual(first);
  });

  test.each([
    [harbour, true],
    [thinking, true],
    [harbour.slice(0, harbour.indexOf('</think>') + 4), false],
    ['Once upon a time.', false],
  ])('is offered only if the thinking is complete: %#', async (text, expected) => {
    const { desk } = await deskWithRun(text, { type: 'length' });
    const before = endedRun(desk.session.getState());
    expect(before && hasWholeThinking(before)).toBe(expected);
  });
});

describe('Regenerate does nothing', () => {
  const desks: [string, () => Promise<TestDesk>][] = [
    ['without a story', async () => createTestDesk()],
    [
      'for an opened output',
      async () => {
        const made = createTestDesk();
        made.desk.open({ name: 'a', text: harbour });
        return made;
      },
    ],
    [
      'for the demo',
      async () => {
        const made = createTestDesk();
        const playing = made.desk.playDemo();
        const call = await made.model.call(1);
        await call.text(demo.completion);
        await call.end();
        await playing;
        return made;
      },
    ],
  ];
  test.each(desks)('%s', async (_, make) => {
    const { desk, model } = await make();
    const before = desk.session.getState();
    const calls = model.calls.length;
    await Promise.all([desk.regenerate(), desk.regenerateStory()]);
    expect(desk.session.getState()).toBe(before);
    expect(model.calls).toHaveLength(calls);
  });

  test('while a story is written', async () => {
    const { desk, model, call, generating } = await startRun();
    await call.text(harbour);
    await Promise.all([desk.regenerate(), desk.regenerateStory()]);
    expect(model.calls).toHaveLength(1);
    await call.end();
    await generating;
    expect(readingOf(desk).completion).toBe(harbour);
  });
});
