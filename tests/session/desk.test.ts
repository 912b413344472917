import { describe, expect, test } from 'vitest';
import { parseAll } from '../../src/grounding/index.ts';
import { isRunning } from '../../src/session/index.ts';
import type { Demo } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import {
  createTestDesk,
  demo,
  fileOf,
  previousOf,
  readingOf,
  readNamedPicture,
  runOf,
  startRun,
  watch,
} from '../helpers/desk.ts';
import { createScriptedModel } from '../helpers/scripted-model.ts';

const framesOf = ({ desk }: Pick<ReturnType<typeof createTestDesk>, 'desk'>): string[] =>
  desk.session.getState().frames.map(({ name }) => name);

describe('Stop', () => {
  test('keeps the text so far, including text that was not painted yet', async () => {
    const { desk, clock, call, generating } = await startRun();
    await call.text('<gdi image1>It');
    clock.frame();
    await call.text(' was');
    desk.stop();
    await generating;
    expect(call.signal.aborted).toBe(true);
    expect(readingOf(desk).completion).toBe('<gdi image1>It was');
    expect(runOf(desk)).toMatchObject({ status: 'ended', outcome: { type: 'stopped' } });
  });

  test('does nothing if no run is in progress', () => {
    const { desk } = createTestDesk();
    const states = watch(desk.session);
    desk.stop();
    expect(states).toEqual([]);
  });
});

describe('a second Generate', () => {
  test('replaces the current run, whose late text is ignored', async () => {
    const model = createScriptedModel({ deaf: true });
    const { desk, clock, call: first, generating } = await startRun({ model });
    await first.open();
    await first.text('<gdi image1>The first <gdo char1>heroine</gdo>');
    clock.frame();
    const old = readingOf(desk);
    await first.text(' waits to be painted');
    const again = desk.generate();
    expect(readingOf(desk)).toMatchObject({ completion: '', doc: { story: [], entities: [] } });
    expect(readingOf(desk).id).not.toBe(old.id);
    const second = await model.call(2);
    await second.text('<gdi image1>The second');
    await first.text(' comes late');
    await first.usage(9, 9);
    await first.end();
    await generating;
    clock.frame();
    expect(first.signal.aborted).toBe(true);
    expect(second.signal.aborted).toBe(false);
    expect(readingOf(desk).completion).toBe('<gdi image1>The second');
    expect(runOf(desk)).toMatchObject({ status: 'streaming', tokens: 1, promptTokens: null });
    await second.text('.</gdi>');
    await second.end();
    await again;
    expect(readingOf(desk).completion).toBe('<gdi image1>The second.</gdi>');
    expect(runOf(desk)).toMatchObject({ status: 'ended', outcome: { type: 'finished' } });
  });

  test('right after Stop is not ended together with the first run', async () => {
    const model = createScriptedModel({ deaf: true });
    const { desk, clock, call: first, generating } = await startRun({ model });
    await first.text('The first');
    desk.stop();
    const again = desk.generate();
    const second = await model.call(2);
    await first.end({ type: 'stopped' });
    await generating;
    clock.frame();
    expect(readingOf(desk).completion).toBe('');
    expect(runOf(desk).status).toBe('connecting');
    await second.text('The second');
    await second.end();
    await again;
    expect(readingOf(desk).completion).toBe('The second');
  });

  test('lets the user switch back if no text arrives', async () => {
    const { desk, model, call, generating } = await startRun();
    await call.text(harbour);
    await call.end();
    await generating;
    const demoReading = readingOf(desk);
    const again = desk.generate();
    const second = await model.call(2);
    await second.end({ type: 'stopped' });
    await again;
    expect(readingOf(desk).completion).toBe('');
    desk.showPrevious();
    expect(readingOf(desk)).toEqual(demoReading);
    expect(previousOf(desk)).toBeNull();
    desk.showPrevious();
    expect(readingOf(desk)).toEqual(demoReading);
  });

  test('after the end of the first starts a new run', async () => {
    const { desk, clock, model, call, generating } = await startRun();
    await call.text(harbour);
    await call.end();
    await generating;
    desk.view.hover(['char1'], 2 as never);
    desk.view.choose({ panel: 'raw', setup: true });
    const again = desk.generate();
    const second = await model.call(2);
    expect(readingOf(desk)).toMatchObject({ completion: '', doc: { story: [], analyses: [] } });
    expect(desk.view.store.getState()).toMatchObject({
      selection: { hovered: null, pinned: null },
      cursor: { by: 'model' },
      setup: false,
    });
    await second.text('New.');
    clock.frame();
    expect(readingOf(desk).completion).toBe('New.');
    desk.stop();
    await again;
  });
});

describe('a problem found before the request', () => {
  test('is reported, and the current story stays', async () => {
    const { desk, model, call, generating } = await startRun();
    await call.text(harbour);
    await call.end();
    await generating;
    const { run } = desk.session.getState();
    desk.set({ temperature: '3' });
    await desk.generate();
    expect(desk.session.getState().startFailure).toMatchObject({
      kind: 'sampling',
      sentence: 'Temperature must be a number from 0 to 2.',
    });
    expect(desk.session.getState().run).toBe(run);
    expect(model.calls).toHaveLength(1);
    desk.dismissStartFailure();
    expect(desk.session.getState()).toMatchObject({ startFailure: null, run });
  });

  test('does not affect the run in progress', async () => {
    const { desk, clock, call, generating } = await startRun();
    desk.set({ prompt: ' ' });
    await desk.generate();
    await call.text('Still here');
    clock.frame();
    expect(readingOf(desk).completion).toBe('Still here');
    expect(call.signal.aborted).toBe(false);
    desk.stop();
    await generating;
  });

  test('is reported if there are no frames', async () => {
    const { desk, model } = createTestDesk();
    await desk.generate();
    expect(desk.session.getState()).toMatchObject({
      run: null,
      startFailure: { sentence: 'There are no frames yet.' },
    });
    expect(model.calls).toEqual([]);
  });

  test('is cleared when the next run begins', async () => {
    const { desk, model } = createTestDesk();
    await desk.generate();
    await desk.frames.add([fileOf('1.png'), fileOf('notes.txt')]);
    expect(desk.session.getState().fileFailures).toHaveLength(1);
    const generating = desk.generate();
    await model.call(1);
    expect(desk.session.getState()).toMatchObject({ startFailure: null, fileFailures: [] });
    desk.stop();
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
    const { desk, model } = createTestDesk();
    const playing = desk.playDemo();
    const call = await model.call(1);
    expect(framesOf({ desk })).toEqual(['demo-1.png', 'demo-2.png']);
    expect(readingOf(desk)).toMatchObject({ source: 'demo', title: 'A short one' });
    expect(readingOf(desk).frames).toBe(desk.session.getState().frames);
    expect(call.request.pictures).toHaveLength(2);
    expect(call.request.server.baseUrl).toMatch(/^http:\/\/[^/]+\.invalid\//);
    await call.text(demo.completion);
    await call.end();
    await playing;
    expect(readingOf(desk).doc).toEqual(parseAll(demo.completion));
  });

  test('does not contact the user’s server', async () => {
    const { desk, model } = createTestDesk();
    desk.set({ serverUrl: 'no address', apiKey: 'secret', temperature: 'hot' });
    const playing = desk.playDemo();
    const { request } = await model.call(1);
    expect(JSON.stringify(request)).not.toContain('secret');
    expect(request.sampling.temperature).toBe(0.7);
    desk.stop();
    await playing;
  });

  test('that loads after Generate was pressed is dropped', async () => {
    const slow = slowDemo();
    const { desk, model } = createTestDesk({ loadDemo: slow.load });
    await desk.frames.add([fileOf('mine.png')]);
    const playing = desk.playDemo();
    const generating = desk.generate();
    const call = await model.call(1);
    slow.come(demo);
    await playing;
    expect(model.calls).toHaveLength(1);
    expect(framesOf({ desk })).toEqual(['mine.png']);
    await call.text('Mine');
    await call.end();
    await generating;
    expect(readingOf(desk)).toMatchObject({ source: 'model', completion: 'Mine' });
  });

  test('that loads after an output was opened is dropped', async () => {
    const slow = slowDemo();
    const { desk, model } = createTestDesk({ loadDemo: slow.load });
    const playing = desk.playDemo();
    desk.open({ name: 'mine.txt', text: harbour });
    slow.come(demo);
    await playing;
    expect(model.calls).toEqual([]);
    expect(readingOf(desk)).toMatchObject({ source: 'imported', completion: harbour });
    expect(framesOf({ desk })).toEqual([]);
  });

  test('plays once if it is started twice', async () => {
    const { desk, model } = createTestDesk();
    const first = desk.playDemo();
    const second = desk.playDemo();
    await first;
    await model.call(1);
    expect(model.calls).toHaveLength(1);
    desk.stop();
    await second;
  });

  const missing: [string, Parameters<typeof createTestDesk>[0]][] = [
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
    const { desk, model } = createTestDesk(options);
    await desk.frames.add([fileOf('mine.png')]);
    await desk.playDemo();
    expect(desk.session.getState()).toMatchObject({
      run: null,
      startFailure: { sentence: 'The demo could not be loaded.' },
    });
    expect(framesOf({ desk })).toEqual(['mine.png']);
    expect(model.calls).toEqual([]);
  });

  test('that cannot be loaded is reported, and the run in progress continues', async () => {
    const { desk, clock, call, generating } = await startRun({
      loadDemo: async () => {
        throw new Error('offline');
      },
    });
    await call.text('Words of a run');
    clock.frame();
    await desk.playDemo();
    expect(desk.session.getState().startFailure?.sentence).toBe('The demo could not be loaded.');
    expect(isRunning(readingOf(desk))).toBe(true);
    expect(readingOf(desk).completion).toBe('Words of a run');
    desk.stop();
    await generating;
    expect(isRunning(readingOf(desk))).toBe(false);
  });

  test('gives way to the user’s own frames, and the user can switch back to it', async () => {
    const { desk, model } = createTestDesk();
    const playing = desk.playDemo();
    const call = await model.call(1);
    await call.text(demo.completion);
    await call.end();
    await playing;
    await desk.frames.add([fileOf('mine.png')]);
    expect(framesOf({ desk })).toEqual(['mine.png']);
    expect(desk.session.getState().demoFrames).toBe(false);
    expect(desk.session.getState().run).toBeNull();
    desk.showPrevious();
    expect(readingOf(desk).frames.map(({ name }) => name)).toEqual(['demo-1.png', 'demo-2.png']);
    expect(framesOf({ desk })).toEqual(['demo-1.png', 'demo-2.png']);
  });
});

describe('an opened output', () => {
  test('is shown at its first frame, without a run', () => {
    const { desk } = createTestDesk();
    desk.open({ name: 'harbour.txt', text: harbour.replaceAll('image1', 'image4') });
    const run = readingOf(desk);
    expect(run).toMatchObject({ source: 'imported', title: 'harbour.txt', progress: null, frames: [] });
    expect(run.doc).toEqual(parseAll(run.completion));
    expect(desk.view.store.getState().cursor.frame).toBe(4);
  });

  test('uses the frames on the page, including later ones', async () => {
    const { desk } = createTestDesk();
    await desk.frames.add([fileOf('1.png')]);
    desk.open({ name: 'harbour.txt', text: harbour });
    expect(readingOf(desk).frames.map(({ name }) => name)).toEqual(['1.png']);
    await desk.frames.add([fileOf('2.png')]);
    expect(readingOf(desk).frames.map(({ name }) => name)).toEqual(['1.png', '2.png']);
    const [first] = desk.session.getState().frames;
    desk.frames.remove(first?.id ?? '');
    expect(readingOf(desk).frames).toBe(desk.session.getState().frames);
    expect(readingOf(desk).frames.map(({ name }) => name)).toEqual(['2.png']);
  });

  test('does not use the demo’s frames', async () => {
    const { desk, model } = createTestDesk();
    const playing = desk.playDemo();
    await model.call(1);
    desk.open({ name: 'harbour.txt', text: harbour });
    await playing;
    expect(framesOf({ desk })).toEqual([]);
    expect(readingOf(desk).frames).toEqual([]);
    expect(desk.session.getState().demoFrames).toBe(false);
  });

  test('ends the run in progress, whose late text is ignored', async () => {
    const model = createScriptedModel({ deaf: true });
    const { desk, clock, call, generating } = await startRun({ model });
    await call.text('Late');
    desk.open({ name: 'harbour.txt', text: harbour });
    clock.frame();
    await call.text(' words');
    await call.end();
    await generating;
    expect(call.signal.aborted).toBe(true);
    expect(readingOf(desk)).toMatchObject({ completion: harbour, progress: null });
  });

  test('clears a problem and all text of the previous output', () => {
    const { desk } = createTestDesk();
    desk.open({ name: 'a', text: harbour });
    const before = readingOf(desk);
    desk.view.pin(['char1'], null, false);
    desk.open({ name: 'b', text: 'Nothing of that.' });
    expect(readingOf(desk).id).not.toBe(before.id);
    expect(readingOf(desk).doc).toEqual(parseAll('Nothing of that.'));
    expect(desk.view.store.getState().selection.pinned).toBeNull();
  });
});

test('a run keeps the frames that it started with', async () => {
  const { desk, call, generating } = await startRun({}, ['1.png', '2.png']);
  const sent = readingOf(desk).frames;
  await desk.frames.add([fileOf('3.png')]);
  expect(readingOf(desk).frames).toBe(sent);
  expect(framesOf({ desk })).toEqual(['1.png', '2.png', '3.png']);
  await call.end();
  await generating;
  expect(readingOf(desk).frames).toBe(sent);
});

test('a hover does not notify the session’s subscribers', async () => {
  const { desk } = createTestDesk({ readPicture: readNamedPicture });
  desk.open({ name: 'harbour.txt', text: harbour });
  const states = watch(desk.session);
  desk.view.hover(['char1'], null);
  desk.view.pin(['char1'], null, true);
  desk.view.leave();
  desk.view.release();
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
