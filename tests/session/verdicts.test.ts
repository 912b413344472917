import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { rename } from '../../src/grounding/index.ts';
import type { EntityId, FrameNo } from '../../src/grounding/index.ts';
import { judge } from '../../src/session/index.ts';
import type { Session, Verdict } from '../../src/session/index.ts';
import { openDatabase } from '../../src/session/storage/database.ts';
import { harbour } from '../fixtures/harbour.ts';
import { readZip } from '../helpers/read-zip.ts';
import { createTestSession, readingOf, sessionWithRun } from '../helpers/session.ts';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const at = harbour.indexOf('<gdl bg1>');
const nets = {
  kind: 'no-row',
  at: [at, at + 9] as const,
  frame: 2 as FrameNo,
  entities: ['bg1'] as readonly EntityId[],
};
const invented = { verdict: 'invented', note: '', givenAt: 5 } as const;
const right = { verdict: 'right', note: 'nets on the left', givenAt: 6 } as const;

const verdictsOf = (session: Session): readonly Verdict[] =>
  session.records.getState().runs[readingOf(session).id]?.verdicts ?? [];

async function library(session: Session) {
  await session.loadLibrary();
  const { loaded } = session.library.getState();
  if (loaded === null) throw new Error('No library');
  return loaded;
}

test('a rater has one verdict about a target: a second one replaces it, and none clears it', async () => {
  const { session } = await sessionWithRun(harbour);
  const { id } = readingOf(session);
  judge(session, id, { target: nets, rater: 'Ann' }, invented);
  judge(session, id, { target: nets, rater: 'Ben' }, invented);
  judge(session, id, { target: nets, rater: 'Ann' }, right);
  expect(verdictsOf(session)).toEqual([
    { target: nets, rater: 'Ben', ...invented },
    { target: nets, rater: 'Ann', ...right },
  ]);
  judge(session, id, { target: nets, rater: 'Ann' }, null);
  expect(verdictsOf(session)).toEqual([{ target: nets, rater: 'Ben', ...invented }]);
});

test('verdicts are there on the next visit, in a copy of the sequence, and in the exported file', async () => {
  const { session } = await sessionWithRun(harbour, undefined, { openStorage: openDatabase });
  const loaded = await library(session);
  judge(session, readingOf(session).id, { target: nets, rater: 'Ann' }, right);
  await loaded.flush();
  const back = createTestSession({ openStorage: openDatabase });
  const again = await library(back.session);
  expect(verdictsOf(back.session)).toEqual([{ target: nets, rater: 'Ann', ...right }]);
  const { sequence } = back.session.view.store.getState().place;
  await again.duplicate([sequence]);
  const copies = Object.values(back.session.records.getState().runs);
  expect(copies.map(({ verdicts }) => verdicts?.length)).toEqual([1, 1]);
  const files = readZip(Buffer.from(await (await again.exportZip([sequence])).arrayBuffer()));
  expect(files.get('storylens.json')?.toString('utf8')).toContain('"note": "nets on the left"');
});

test('a verdict moves with a correction of the text before it', async () => {
  const { session } = await sessionWithRun(harbour);
  judge(session, readingOf(session).id, { target: nets, rater: '' }, right);
  const { completion, doc } = readingOf(session);
  await session.correct({ completion, replacements: rename(doc, 'char1', 'Marianne').replacements, label: 'Rename' });
  const { completion: now } = readingOf(session);
  const [verdict] = verdictsOf(session);
  expect(now.slice(...(verdict?.target.at ?? [0, 0]))).toBe('<gdl bg1>');
});

test('a verdict whose text is removed has no place', async () => {
  const { session } = await sessionWithRun(harbour);
  judge(session, readingOf(session).id, { target: nets, rater: '' }, right);
  const { completion } = readingOf(session);
  const replacements = [{ at: [at - 10, at + 30] as const, text: '' }];
  await session.correct({ completion, replacements, label: 'Remove' });
  const [verdict] = verdictsOf(session);
  expect(verdict?.target.at[0]).toBe(verdict?.target.at[1]);
});
