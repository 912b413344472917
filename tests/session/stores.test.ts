import { expect, test } from 'vitest';
import { parseAll } from '../../src/grounding/index.ts';
import { docOf, setDoc } from '../../src/session/docs.ts';
import { randomId } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { sessionWithRun, readingOf, startRun, watch } from '../helpers/session.ts';
import { requestAgain } from './scripted-run.ts';

test('subscribers learn once of text that arrives, with its document and the state of the request', async () => {
  const { session, clock, call, generating } = await startRun();
  await call.open();
  await call.text('<gdi image1>Once.</gdi>');
  const seen = watch(session.page);
  clock.frame();
  expect(seen).toHaveLength(1);
  expect(seen[0]?.run).toMatchObject({ completion: '<gdi image1>Once.</gdi>', progress: { status: 'streaming' } });
  expect(seen[0]?.run?.doc).toEqual({ ...parseAll('<gdi image1>Once.</gdi>'), phase: 'writing' });
  await call.end();
  await generating;
});

test('a hover is no change of the session', async () => {
  const { session } = await sessionWithRun(harbour);
  const before = session.page.getState();
  const seen = watch(session.page);
  session.view.hover(['char1'], null);
  expect(seen).toEqual([]);
  expect(session.page.getState()).toBe(before);
});

test('another run can be read beside the run on the page, and follows its own record', async () => {
  const made = await sessionWithRun('First.');
  const first = readingOf(made.session);
  await requestAgain(made, 'generate', 'Second.');
  const other = made.session.pageOf(first.id);
  expect(other.getState().run).toEqual(first);
  const seen = watch(other);
  made.session.showRun(first.id);
  made.session.setBoxUnits('thousand');
  expect(seen.at(-1)?.run?.units.plain).toBe('thousand');
  expect(readingOf(made.session)).toMatchObject({ completion: 'First.', units: { plain: 'thousand' } });
});

test('a document is parsed once for the same completion, and again for another', () => {
  const id = randomId();
  const doc = docOf({ id, completion: 'One.', segments: [] });
  expect(docOf({ id, completion: 'One.', segments: [] })).toBe(doc);
  expect(docOf({ id, completion: 'Two.', segments: [] })).toEqual(parseAll('Two.'));
  const own = parseAll('Three.');
  setDoc({ id, completion: 'Three.' }, own);
  expect(docOf({ id, completion: 'Three.', segments: [] })).toBe(own);
});

test('the documents of the four runs that were used last are kept', () => {
  const ids = Array.from({ length: 5 }, randomId);
  const docs = ids.map((id) => docOf({ id, completion: 'One.', segments: [] }));
  expect(docOf({ id: ids[4]!, completion: 'One.', segments: [] })).toBe(docs[4]);
  expect(docOf({ id: ids[1]!, completion: 'One.', segments: [] })).toBe(docs[1]);
  expect(docOf({ id: ids[0]!, completion: 'One.', segments: [] })).not.toBe(docs[0]);
});

test('IDs are random and have only letters and digits', () => {
  const ids = Array.from({ length: 1000 }, randomId);
  expect(new Set(ids).size).toBe(1000);
  for (const id of ids) expect(id).toMatch(/^[a-z\d]{16}$/);
});
