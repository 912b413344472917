import { describe, expect, test } from 'vitest';
import { parseAll } from '../../src/grounding/index.ts';
import { isRunning } from '../../src/session/index.ts';
import type { Demo } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import {
  createTestSession,
  demo,
  fileOf,
  previousOf,
  readingOf,
  readNamedPicture,
  runOf,
  startRun,
  watch,
} from '../helpers/session.ts';
import { createScriptedModel } from '../helpers/scripted-model.ts';

const framesOf = ({ session }: Pick<ReturnType<typeof createTestSession>, 'session'>): string[] =>
  session.page.getState().frames.map(({ name }) => name);

describe('Stop', () => {
  test('keeps the text so far, including text that was not painted yet', async () => {
    const { session, clock, call, generating } = await startRun();
    await call.text('<gdi image1>It');
    clock.frame();
    await call.text(' was');
    session.stop();
    await generating;
    expect(call.signal.aborted).toBe(true);
    expect(readingOf(session).completion).toBe('<gdi image1>It was');
    expect(runOf(session)).toMatchObject({ status: 'ended', outcome: { type: 'stopped' } });
  });

  test('does nothing if no run is in progress', () => {
    const { session } = createTestSession();
    const states = watch(session.page);
    session.stop();
    expect(states).toEqual([]);
  });
});

describe('a second Generate', () => {
  test('replaces the current run, whose late text is ignored', async () => {
    const model = createScriptedModel({ deaf: true });
    const { session, clock, call: first, generating } = await startRun({ model });
    await first.open();
    await first.text('<gdi image1>The first <gdo char1>heroine</gdo>');
    clock.frame();
    const old = readingOf(session);
    await first.text(' waits to be painted');
    const again = session.generate();
    expect(readingOf(session)).toMatchObject({ completion: '', doc: { story: [], entities: [] } });
    expect(readingOf(session).id).not.toBe(old.id);
    const second = await model.call(2);
    await second.text('<gdi image1>The second');
    await first.text(' comes late');
    await first.usage(9, 9);
    await first.end();
    await generating;
    clock.frame();
    expect(first.signal.aborted).toBe(true);
    expect(second.signal.aborted).toBe(false);
    expect(readingOf(session).completion).toBe('<gdi image1>The second');
    expect(runOf(session)).toMatchObject({ status: 'streaming', tokens: 1, promptTokens: null });
    await second.text('.</gdi>');
    await second.end();
    await again;
    expect(readingOf(session).completion).toBe('<gdi image1>The second.</gdi>');
    expect(runOf(session)).toMatchObject({ status: 'ended', outcome: { type: 'finished' } });
  });

  test('right after Stop is not ended together with the first run', async () => {
    const model = createScriptedModel({ deaf: true });
    const { session, clock, call: first, generating } = await startRun({ model });
    await first.text('The first');
    session.stop();
    const again = session.generate();
    const second = await model.call(2);
    await first.end({ type: 'stopped' });
    await generating;
    clock.frame();
    expect(readingOf(session).completion).toBe('');
    expect(runOf(session).status).toBe('connecting');
    await second.text('The second');
    await second.end();
    await again;
    expect(readingOf(session).completion).toBe('The second');
  });

  test('lets the user switch back if no text arrives', async () => {
    const { session, model, call, generating } = await startRun();
    await call.text(harbour);
    await call.end();
    await generating;
    const demoReading = readingOf(session);
    const again = session.generate();
    const second = await model.call(2);
    await second.end({ type: 'stopped' });
    await again;
    expect(readingOf(session).completion).toBe('');
    session.showPrevious();
    expect(readingOf(session)).toEqual(demoReading);
    expect(previousOf(session)).toBeNull();
    session.showPrevious();
    expect(readingOf(session)).toEqual(demoReading);
  });

  test('after the end of the first starts a new run', async () => {
    const { session, clock, model, call, generating } = await startRun();
    await call.text(harbour);
    await call.end();
    await generating;
    session.view.hover(['char1'], 2 as never);
    session.view.choose({ panel: 'raw', setup: true });
    const again = session.generate();
    const second = await model.call(2);
    expect(readingOf(session)).toMatchObject({ completion: '', doc: { story: [], analyses: [] } });
    expect(session.view.store.getState()).toMatchObject({
      selection: { hovered: null, pinned: null },
      cursor: { by: 'model' },
      setup: false,
    });
    await second.text('New.');
    clock.frame();
    expect(readingOf(session).completion).toBe('New.');
    session.stop();
    await again;
  });
});

describe('a problem found before the request', () => {
  test('is reported, and the current story stays', async () => {
    const { session, model, call, generating } = await startRun();
    await call.text(harbour);
    await call.end();
    await generating;
    const { run } = session.page.getState();
    session.set({ temperature: '3' });
    await session.generate();
    expect(session.page.getState().startFailure).toMatchObject({
      kind: 'sampling',
      sentence: 'Temperature must be a number from 0 to 2.',
    });
    expect(session.page.getState().run).toBe(run);
    expect(model.calls).toHaveLength(1);
    session.dismissStartFailure();
    expect(session.page.getState()).toMatchObject({ startFailure: null, run });
  });

  test('does not affect the run in progress', async () => {
    const { session, clock, call, generating } = await startRun();
    session.set({ prompt: ' ' });
    await session.generate();
    await call.text('Still here');
    clock.frame();
    expect(readingOf(session).completion).toBe('Still here');
    expect(call.signal.aborted).toBe(false);
    session.stop();
    await generating;
  });

  test('is reported if there are no frames', async () => {
    const { session, model } = createTestSession();
    await session.generate();
    expect(session.page.getState()).toMatchObject({
      run: null,
      startFailure: { sentence: 'There are no frames yet.' },
    });
    expect(model.calls).toEqual([]);
  });

  test('is cleared when the next run begins', async () => {
    const { session, model } = createTestSession();
    await session.generate();
    await session.frames.add([fileOf('1.png'), fileOf('notes.txt')]);
    expect(session.page.getState().fileFailures).toHaveLength(1);
    const generating = session.generate();
    await model.call(1);
    expect(session.page.getState()).toMatchObject({ startFailure: null, fileFailures: [] });
    session.stop();
    await generating;
  });
});

describe('the demo', () => {
  /** A demo that loads when the test says so. */
  function slowDemo(): { readonly load: () => Promise<Demo>; readonly come: (with_: Demo) => void } {
    const { promise, resolve } = withResolvers<Demo>();
    return { load: async () => promise, come: resolve };
  }

  test('plays its recording through the client, with its own frames', async () => {
    const { session, model } = createTestSession();
    const playing = session.playDemo();
    const call = await model.call(1);
    expect(framesOf({ session })).toEqual(['demo-1.png', 'demo-2.png']);
    expect(readingOf(session)).toMatchObject({ source: 'demo', title: 'A short one' });
    expect(readingOf(session).frames).toBe(session.page.getState().frames);
    expect(call.request.pictures).toHaveLength(2);
    expect(call.request.server.baseUrl).toMatch(/^http:\/\/[^/]+\.invalid\//);
    await call.text(demo.completion);
    await call.end();
    await playing;
    expect(readingOf(session).doc).toEqual(parseAll(demo.completion));
  });

  test('does not contact the user’s server', async () => {
    const { session, model } = createTestSession();
    session.set({ serverUrl: 'no address', apiKey: 'secret', temperature: 'hot' });
    const playing = session.playDemo();
    const { request } = await model.call(1);
    expect(JSON.stringify(request)).not.toContain('secret');
    expect(request.sampling.temperature).toBe(0.7);
    session.stop();
    await playing;
  });

  test('that loads after Generate was pressed is dropped', async () => {
    const slow = slowDemo();
    const { session, model } = createTestSession({ loadDemo: slow.load });
    await session.frames.add([fileOf('mine.png')]);
    const playing = session.playDemo();
    const generating = session.generate();
    const call = await model.call(1);
    slow.come(demo);
    await playing;
    expect(model.calls).toHaveLength(1);
    expect(framesOf({ session })).toEqual(['mine.png']);
    await call.text('Mine');
    await call.end();
    await generating;
    expect(readingOf(session)).toMatchObject({ source: 'model', completion: 'Mine' });
  });

  test('that loads after an output was opened is dropped', async () => {
    const slow = slowDemo();
    const { session, model } = createTestSession({ loadDemo: slow.load });
    const playing = session.playDemo();
    session.open({ name: 'mine.txt', text: harbour });
    slow.come(demo);
    await playing;
    expect(model.calls).toEqual([]);
    expect(readingOf(session)).toMatchObject({ source: 'imported', completion: harbour });
    expect(framesOf({ session })).toEqual([]);
  });

  test('plays once if it is started twice', async () => {
    const { session, model } = createTestSession();
    const first = session.playDemo();
    const second = session.playDemo();
    await first;
    await model.call(1);
    expect(model.calls).toHaveLength(1);
    session.stop();
    await second;
  });

  const missing: [string, Parameters<typeof createTestSession>[0]][] = [
    [
      'script',
      {
        loadDemo: async () => {
          throw new Error('offline');
        },
      },
    ],
    ['picture', { loadDemo: async () => ({ ...demo, frames: [{ url: 'nonsense:', name: 'demo-1.png' }] }) }],
    ['readable picture', { loadDemo: async () => ({ ...demo, frames: [{ url: 'data:,x', name: 'demo-1.txt' }] }) }],
  ];
  test.each(missing)('without its %s fails, and nothing else changes', async (_, options) => {
    const { session, model } = createTestSession(options);
    await session.frames.add([fileOf('mine.png')]);
    await session.playDemo();
    expect(session.page.getState()).toMatchObject({
      run: null,
      startFailure: { sentence: 'The demo could not be loaded.' },
    });
    expect(framesOf({ session })).toEqual(['mine.png']);
    expect(model.calls).toEqual([]);
  });

  test('that cannot be loaded is reported, and the run in progress continues', async () => {
    const { session, clock, call, generating } = await startRun({
      loadDemo: async () => {
        throw new Error('offline');
      },
    });
    await call.text('Words of a run');
    clock.frame();
    await session.playDemo();
    expect(session.page.getState().startFailure?.sentence).toBe('The demo could not be loaded.');
    expect(isRunning(readingOf(session))).toBe(true);
    expect(readingOf(session).completion).toBe('Words of a run');
    session.stop();
    await generating;
    expect(isRunning(readingOf(session))).toBe(false);
  });

  test('gives way to the user’s own frames, and the user can switch back to it', async () => {
    const { session, model } = createTestSession();
    const playing = session.playDemo();
    const call = await model.call(1);
    await call.text(demo.completion);
    await call.end();
    await playing;
    await session.frames.add([fileOf('mine.png')]);
    expect(framesOf({ session })).toEqual(['mine.png']);
    expect(session.page.getState().demoFrames).toBe(false);
    expect(session.page.getState().run).toBeNull();
    session.showPrevious();
    expect(readingOf(session).frames.map(({ name }) => name)).toEqual(['demo-1.png', 'demo-2.png']);
    expect(framesOf({ session })).toEqual(['demo-1.png', 'demo-2.png']);
  });
});

describe('an opened output', () => {
  test('is shown at its first frame, without a run', () => {
    const { session } = createTestSession();
    session.open({ name: 'harbour.txt', text: harbour.replaceAll('image1', 'image4') });
    const run = readingOf(session);
    expect(run).toMatchObject({ source: 'imported', title: 'harbour.txt', progress: null, frames: [] });
    expect(run.doc).toEqual(parseAll(run.completion));
    expect(session.view.store.getState().cursor.frame).toBe(4);
  });

  test('uses the frames on the page, including later ones', async () => {
    const { session } = createTestSession();
    await session.frames.add([fileOf('1.png')]);
    session.open({ name: 'harbour.txt', text: harbour });
    expect(readingOf(session).frames.map(({ name }) => name)).toEqual(['1.png']);
    await session.frames.add([fileOf('2.png')]);
    expect(readingOf(session).frames.map(({ name }) => name)).toEqual(['1.png', '2.png']);
    const [first] = session.page.getState().frames;
    session.frames.remove(first?.id ?? '');
    expect(readingOf(session).frames).toBe(session.page.getState().frames);
    expect(readingOf(session).frames.map(({ name }) => name)).toEqual(['2.png']);
  });

  test('does not use the demo’s frames', async () => {
    const { session, model } = createTestSession();
    const playing = session.playDemo();
    await model.call(1);
    session.open({ name: 'harbour.txt', text: harbour });
    await playing;
    expect(framesOf({ session })).toEqual([]);
    expect(readingOf(session).frames).toEqual([]);
    expect(session.page.getState().demoFrames).toBe(false);
  });

  test('ends the run in progress, whose late text is ignored', async () => {
    const model = createScriptedModel({ deaf: true });
    const { session, clock, call, generating } = await startRun({ model });
    await call.text('Late');
    session.open({ name: 'harbour.txt', text: harbour });
    clock.frame();
    await call.text(' words');
    await call.end();
    await generating;
    expect(call.signal.aborted).toBe(true);
    expect(readingOf(session)).toMatchObject({ completion: harbour, progress: null });
  });

  test('clears a problem and all text of the previous output', () => {
    const { session } = createTestSession();
    session.open({ name: 'a', text: harbour });
    const before = readingOf(session);
    session.view.pin(['char1'], null, false);
    session.open({ name: 'b', text: 'Nothing of that.' });
    expect(readingOf(session).id).not.toBe(before.id);
    expect(readingOf(session).doc).toEqual(parseAll('Nothing of that.'));
    expect(session.view.store.getState().selection.pinned).toBeNull();
  });
});

test('a run keeps the frames that it started with', async () => {
  const { session, call, generating } = await startRun({}, ['1.png', '2.png']);
  const sent = readingOf(session).frames;
  await session.frames.add([fileOf('3.png')]);
  expect(readingOf(session).frames).toBe(sent);
  expect(framesOf({ session })).toEqual(['1.png', '2.png', '3.png']);
  await call.end();
  await generating;
  expect(readingOf(session).frames).toBe(sent);
});

test('a hover does not notify the session’s subscribers', async () => {
  const { session } = createTestSession({ readPicture: readNamedPicture });
  session.open({ name: 'harbour.txt', text: harbour });
  const states = watch(session.page);
  session.view.hover(['char1'], null);
  session.view.pin(['char1'], null, true);
  session.view.leave();
  session.view.release();
  expect(states).toEqual([]);
});

/** Like `Promise.withResolvers`, which Node 20 does not have. */
function withResolvers<T>(): { readonly promise: Promise<T>; readonly resolve: (value: T) => void } {
  let resolve!: (value: T) => void;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
