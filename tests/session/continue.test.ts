import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAll, continuationStart } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { createTestSession, fileOf, readingOf, runOf, startRun, sessionWithRun } from '../helpers/session.ts';
import { BROKEN, canContinue, seeds, requestAgain, upTo } from './scripted-run.ts';

const keptOf = (text: string): string => text.slice(0, continuationStart(text));

describe('Continue', () => {
  test.each([
    ['in the story', upTo('lost sight of')],
    ['between two frames', upTo('were early.\n</gdi>\n')],
    ['in the thinking', upTo('| char2 | Tom | Boy run')],
    ['in the tag that ends it', upTo('</thi')],
  ])('completes an answer that broke off %s', async (_, text) => {
    const made = await sessionWithRun(text, { type: 'length' });
    await requestAgain(made, 'continue', harbour.slice(continuationStart(text)));
    const { completion, doc } = readingOf(made.session);
    expect(completion).toBe(harbour);
    expect(doc).toEqual(parseAll(harbour));
    expect(runOf(made.session)).toMatchObject({ status: 'ended', outcome: { type: 'finished' } });
  });

  test('repeats the request with the text up to the last complete line or sentence', async () => {
    const text = upTo('lost sight of');
    const { session, model } = await sessionWithRun(text, { type: 'length' }, { seed: seeds() }, ['1.png', '2.png']);
    const [first] = model.calls;
    session.set({
      prompt: 'Something else.',
      systemPrompt: '',
      maxTokens: '99',
      serverUrl: 'gpu:8000',
      apiKey: 'k',
      seed: '5',
    });
    await session.frames.add([fileOf('3.png')]);
    const going = session.continue();
    const { request } = await model.call(2);
    expect(request).toEqual({
      ...first?.request,
      server: { baseUrl: 'gpu:8000', model: 'daniel3303/QwenStoryteller', apiKey: 'k' },
      // The seed is neither that of the cut-off answer nor that of the settings.
      sampling: { ...first?.request.sampling, maxTokens: 99, seed: 102 },
      kept: keptOf(text),
    });
    expect(request.kept).toMatch(/<gdi image2>\n$/);
    expect(request.pictures).toHaveLength(2);
    session.stop();
    await going;
  });

  test('changes the current run and leaves the previous one as it was', async () => {
    const text = upTo('lost sight of');
    const made = await sessionWithRun(text, { type: 'length' });
    const { session, model, clock } = made;
    const broken = readingOf(session);
    const going = session.continue();
    const call = await model.call(2);
    expect(readingOf(session)).toMatchObject({ completion: keptOf(text), frames: broken.frames, units: broken.units });
    // The id stays, so that the page keeps its state.
    expect(readingOf(session).id).toBe(broken.id);
    expect(readingOf(session).doc.entities).toEqual(broken.doc.entities);
    await call.text('And then.');
    clock.frame();
    expect(readingOf(session).completion).toBe(`${keptOf(text)}And then.`);
    expect(session.page.getState().previous).toBeNull();
    await call.end();
    await going;
  });

  test('records one more seam each time', async () => {
    const made = createTestSession({ seed: seeds() });
    const { session, clock, model } = made;
    await session.frames.add([fileOf('1.png')]);
    const generating = session.generate();
    const call = await model.call(1);
    await call.counted(upTo('Ines</gdo> <gda char1>wat'), 321);
    clock.advance(4000);
    await call.end({ type: 'aborted' });
    await generating;
    const first = {
      at: harbour.indexOf('<gdo char1>Ines</gdo> <gda'),
      dropped: '<gdo char1>Ines</gdo> <gda char1>wat',
      outcome: { type: 'aborted' },
      seed: 101,
      tokens: 321,
      took: 4000,
    };
    await requestAgain(made, 'continue', 'She waited. And', { type: 'length' });
    expect(runOf(session).seams).toEqual([first]);
    await requestAgain(made, 'continue', ' then it was over.\n</gdi>');
    const at = first.at + 'She waited.'.length;
    expect(runOf(session).seams).toEqual([
      first,
      { at, dropped: ' And', outcome: { type: 'length' }, seed: 102, tokens: 1, took: 0 },
    ]);
    expect(readingOf(session).completion.slice(first.at)).toBe('She waited. then it was over.\n</gdi>');
  });

  test('keeps the prompt length of the first request, because later prompts contain the kept text', async () => {
    const { session, model, call, generating } = await startRun();
    await call.usage(4000, 0);
    await call.text(upTo('lost sight of'));
    await call.end({ type: 'length' });
    await generating;
    const going = session.continue();
    const second = await model.call(2);
    expect(runOf(session).promptTokens).toBe(4000);
    await second.usage(4900, 3);
    expect(runOf(session)).toMatchObject({ promptTokens: 4000, tokens: 3 });
    await second.end();
    await going;
  });

  test('keeps the thinking time if the thinking is complete', async () => {
    const { session, clock, call, model, generating } = await startRun();
    await call.text(upTo('</think>\n').slice(0, -10));
    clock.frame();
    clock.advance(3000);
    await call.text(upTo('lost sight of').slice(harbour.indexOf('</think>\n') - 1));
    await call.end({ type: 'length' });
    await generating;
    const { thoughtFor } = runOf(session);
    expect(thoughtFor).toBe(3000);
    const going = session.continue();
    const second = await model.call(2);
    clock.advance(500);
    await second.text('Then.');
    clock.frame();
    expect(runOf(session).thoughtFor).toBe(3000);
    await second.end();
    await going;
    expect(runOf(session).thoughtFor).toBe(3000);
  });

  test('gives the unbroken answer after any number of breaks', async () => {
    const breaks = fc.array(fc.tuple(fc.nat({ max: harbour.length }), fc.constantFrom(...BROKEN)), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: harbour.length }), breaks, async (first, others) => {
        const made = await sessionWithRun(harbour.slice(0, first), { type: 'length' });
        const { session } = made;
        for (const [length, outcome] of others) {
          const at = continuationStart(readingOf(session).completion);
          if (at === 0) break;
          // oxlint-disable-next-line no-await-in-loop -- one request after the other
          await requestAgain(made, 'continue', harbour.slice(at, at + length), outcome);
          const { completion, doc } = readingOf(session);
          expect(harbour.startsWith(completion)).toBe(true);
          expect(doc).toEqual(parseAll(completion));
        }
        const at = continuationStart(readingOf(session).completion);
        if (at === 0 || !canContinue(session)) return;
        await requestAgain(made, 'continue', harbour.slice(at));
        expect(readingOf(session).completion).toBe(harbour);
        expect(readingOf(session).doc).toEqual(parseAll(harbour));
      }),
      { numRuns: 120 },
    );
  });
});

test('Continue keeps where the server went from thinking to content', async () => {
  const quoted = '<think>\n## Image 1\nI end with </think> and write.\n';
  const begun = `${quoted}<gdi image1>\nRain. `;
  const made = createTestSession();
  await made.session.frames.add([fileOf('1.png')]);
  const going = made.session.generate();
  const call = await made.model.call(1);
  await call.switch(0, 'thinking');
  await call.text(quoted);
  await call.switch(quoted.length, 'content');
  await call.text(begun.slice(quoted.length));
  await call.end({ type: 'length' });
  await going;
  const before = readingOf(made.session).doc;
  expect(before.story.map(({ frame }) => frame)).toEqual([1]);
  await requestAgain(made, 'continue', ' She ran.</gdi>');
  const { completion, doc } = readingOf(made.session);
  expect(completion).toBe(`${quoted}<gdi image1>\nRain. She ran.</gdi>`);
  expect(
    doc.story.map(({ frame, spans }) => [
      frame,
      spans
        .map(({ text }) => text)
        .join('')
        .trim(),
    ]),
  ).toEqual([[1, 'Rain. She ran.']]);
  expect(doc.notes.concat(doc.analyses.flatMap(({ notes }) => notes)).map(({ text }) => text)).toContain('and write.');
  await requestAgain(made, 'regenerateStory', '<gdi image1>Snow.</gdi>');
  expect(readingOf(made.session).doc.story.map(({ spans }) => spans.map(({ text }) => text).join(''))).toEqual([
    'Snow.',
  ]);
});
