import { describe, expect, test } from 'vitest';
import { createParser, emptyDocument, parseAll, reduceAll } from '../../src/grounding/index.ts';
import type { GroundedDocument, GroundingEvent } from '../../src/grounding/index.ts';
import type { Outcome } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { createTestSession, fileOf, readingOf, runOf, startRun, watch } from '../helpers/session.ts';
import { cut } from '../helpers/feed.ts';

/** The document of a text that may continue. */
function soFar(text: string): GroundedDocument {
  const events: GroundingEvent[] = [];
  createParser((event) => events.push(event)).write(text);
  return reduceAll(emptyDocument, events);
}

describe('a run', () => {
  test('goes through its statuses in order', async () => {
    const pictures: (() => void)[] = [];
    const { session, clock, model } = createTestSession({
      dataUrl: async () => new Promise((resolve) => pictures.push(() => resolve('data:,'))),
    });
    await session.frames.add([fileOf('1.png'), fileOf('2.png')]);
    const generating = session.generate();
    expect(runOf(session).status).toBe('preparing');
    expect(pictures).toHaveLength(2);
    for (const read of pictures) read();
    const call = await model.call(1);
    expect(runOf(session).status).toBe('connecting');
    await call.open();
    expect(runOf(session).status).toBe('queued');
    await call.text('Once');
    expect(runOf(session).status).toBe('queued');
    clock.frame();
    expect(runOf(session)).toMatchObject({ status: 'streaming', endedAt: null, outcome: null });
    await call.end();
    await generating;
    expect(runOf(session)).toMatchObject({ status: 'ended', outcome: { type: 'finished' } });
  });

  test('takes its times from the clock', async () => {
    const { session, clock, call, generating } = await startRun();
    const { startedAt } = runOf(session);
    clock.advance(300);
    await call.open();
    clock.advance(600);
    await call.text('<think>\n## Image 1\n');
    clock.frame();
    expect(runOf(session)).toMatchObject({ firstTextAt: startedAt + 900, thoughtFor: null });
    clock.advance(2000);
    await call.text('</think>\n<gdi image1>Now');
    clock.frame();
    clock.advance(100);
    await call.text(' then.</gdi>');
    clock.frame();
    clock.advance(50);
    await call.end();
    await generating;
    // After the end, times count from the start.
    expect(runOf(session)).toMatchObject({
      startedAt: 0,
      openedAt: 300,
      firstTextAt: 900,
      thoughtFor: 2000,
      endedAt: 3050,
    });
  });

  test('records when data last arrived', async () => {
    const { session, clock, call, generating } = await startRun();
    await call.open();
    clock.advance(700);
    await call.text('Once');
    clock.frame();
    const { heardAt } = runOf(session);
    expect(heardAt).toBe(clock.now());
    clock.advance(5000);
    expect(runOf(session).heardAt).toBe(heardAt);
    await call.text(' upon');
    clock.frame();
    expect(runOf(session).heardAt).toBe(heardAt + 5000);
    session.stop();
    await generating;
  });

  test('does not count text before the thinking as the story', async () => {
    const { session, clock, call, generating } = await startRun();
    await call.text('Let me look.\n');
    clock.frame();
    await call.text('<think>\n## Image 1\n');
    clock.frame();
    expect(readingOf(session).doc.story).toEqual([]);
    expect(runOf(session).thoughtFor).toBeNull();
    clock.advance(4000);
    await call.text('</think>\n<gdi image1>Now.</gdi>');
    clock.frame();
    expect(runOf(session).thoughtFor).toBe(4000);
    await call.end();
    await generating;
  });

  test('sends the pictures in frame order, with the settings and a seed', async () => {
    const { call, generating, session } = await startRun({}, ['b.png', 'a.png']);
    expect(call.request).toMatchObject({
      pictures: ['data:image/png;of=bytes of a.png', 'data:image/png;of=bytes of b.png'],
      server: { baseUrl: 'http://localhost:8000/v1', model: 'daniel3303/QwenStoryteller', apiKey: '' },
      sampling: {
        temperature: 0.7,
        topP: 0.9,
        topK: -1,
        minP: 0,
        repetitionPenalty: 1,
        maxTokens: 8192,
        seed: 7,
        stop: [],
        extra: {},
      },
      kept: '',
    });
    const { prompt, systemPrompt } = session.page.getState().settings;
    expect(call.request).toMatchObject({ prompt, systemPrompt });
    session.stop();
    await generating;
  });
});

describe('the run commits once per animation frame', () => {
  test('for any number of deltas', async () => {
    const { session, clock, call, generating } = await startRun();
    await call.open();
    const states = watch(session.page);
    await call.text(...cut(harbour.slice(0, 1200), [1]));
    expect(states).toHaveLength(0);
    expect(clock.waiting()).toBe(1);
    clock.frame();
    expect(states).toHaveLength(1);
    await call.text(...cut(harbour.slice(1200, 1500), [4]));
    clock.frame();
    expect(states).toHaveLength(2);
    clock.frame();
    expect(states).toHaveLength(2);
    expect(readingOf(session).completion).toBe(harbour.slice(0, 1500));
    session.stop();
    await generating;
  });

  test('and commits pending text when the answer ends, and nothing afterwards', async () => {
    const { session, clock, call, generating } = await startRun();
    await call.text(...cut(harbour, [7]));
    const states = watch(session.page);
    await call.end();
    await generating;
    expect(readingOf(session).completion).toBe(harbour);
    expect(states).toHaveLength(2);
    expect(clock.waiting()).toBe(0);
    clock.frame();
    expect(states).toHaveLength(2);
  });

  test('and keeps unchanged parts as the same objects', async () => {
    const { session, clock, call, generating } = await startRun();
    await call.text(harbour.slice(0, harbour.indexOf('<gdi image3>') + 20));
    clock.frame();
    const before = readingOf(session);
    await call.text('went');
    clock.frame();
    const now = readingOf(session);
    expect(now.doc.analyses).toBe(before.doc.analyses);
    expect(now.doc.entities).toBe(before.doc.entities);
    expect(now.doc.story.slice(0, 2)).toEqual(before.doc.story.slice(0, 2));
    for (const i of [0, 1]) expect(now.doc.story[i]).toBe(before.doc.story[i]);
    expect(now.frames).toBe(before.frames);
    expect(now.id).toBe(before.id);
    session.stop();
    await generating;
  });

  test('without notifying the view’s subscribers', async () => {
    const { session, clock, call, generating } = await startRun();
    const views = watch(session.view.store);
    await call.text(...cut(harbour, [100]));
    clock.frame();
    await call.usage(100, 50);
    await call.end();
    await generating;
    expect(views).toEqual([]);
  });
});

describe('the document', () => {
  test('is that of the text so far, and of the whole text at the end', async () => {
    const { session, clock, call, generating } = await startRun();
    let text = '';
    for (const piece of cut(harbour, [311])) {
      // oxlint-disable-next-line no-await-in-loop -- pieces arrive one after the other
      await call.text(piece);
      clock.frame();
      text += piece;
      const { completion, doc } = readingOf(session);
      expect(completion).toBe(text);
      expect(doc).toEqual(soFar(text));
    }
    await call.end();
    await generating;
    expect(readingOf(session).doc).toEqual(parseAll(harbour));
  });

  const failure = { kind: 'connection-lost', sentence: 'Gone.', said: null, advice: 'Again.', status: null } as const;
  const outcomes: Outcome[] = [
    { type: 'finished' },
    { type: 'length' },
    { type: 'aborted' },
    { type: 'stopped' },
    { type: 'failed', failure },
  ];
  test.each(outcomes.map((outcome) => [outcome.type, outcome] as const))(
    'keeps the text from before it was %s',
    async (_, outcome) => {
      const text = harbour.slice(0, harbour.indexOf('the clock tower') + 3);
      const { session, call, generating } = await startRun();
      await call.open();
      await call.text(...cut(text, [5]));
      await call.end(outcome);
      await generating;
      expect(readingOf(session)).toMatchObject({ completion: text, doc: parseAll(text) });
      expect(readingOf(session).doc.phase).toBe('done');
      expect(runOf(session)).toMatchObject({ status: 'ended', outcome });
    },
  );
});

describe('the token count', () => {
  test('is the server’s if it sends one', async () => {
    const { session, clock, call, generating } = await startRun();
    await call.usage(4321, 0);
    expect(runOf(session)).toMatchObject({ promptTokens: 4321, tokens: 0 });
    await call.counted('Once upon', 3);
    await call.counted(' a time', 5);
    clock.frame();
    expect(runOf(session).tokens).toBe(5);
    await call.usage(4321, 6);
    await call.end();
    await generating;
    expect(runOf(session)).toMatchObject({ promptTokens: 4321, tokens: 6 });
  });

  test('is the number of deltas otherwise', async () => {
    const { session, clock, call, generating } = await startRun();
    await call.text('Once', ' upon', ' a');
    clock.frame();
    expect(runOf(session)).toMatchObject({ promptTokens: null, tokens: 3 });
    session.stop();
    await generating;
    expect(runOf(session).tokens).toBe(3);
  });
});
