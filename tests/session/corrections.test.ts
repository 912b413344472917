import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applySplices,
  closeTag,
  identitiesOf,
  inverseOf,
  merge,
  parseAll,
  removeRow,
  rename,
  setCell,
  swap,
  untag,
} from '../../src/grounding/index.ts';
import type { EntityId, FrameNo, Replacement } from '../../src/grounding/index.ts';
import { eachMention } from '../../src/grounding/mentions.ts';
import type { Session } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { readingOf, sessionWithRun, startRun } from '../helpers/session.ts';

/** Renames an identity of the run on the page. */
async function renameTo(session: Session, name: string, id: EntityId = 'char1'): Promise<boolean> {
  const { completion, doc } = readingOf(session);
  const { replacements } = rename(doc, id, name);
  return session.correct({ completion, replacements, label: `Rename ${id} to ${name}` });
}

function recordOf(session: Session, id = readingOf(session).id) {
  return session.records.getState().runs[id]!;
}

describe('a correction', () => {
  test('the first one makes an edited copy of the run, and the original stays', async () => {
    const { session } = await sessionWithRun(harbour);
    const original = recordOf(session);
    expect(await renameTo(session, 'Marta')).toBe(true);
    const edited = recordOf(session);
    expect(edited).toMatchObject({
      source: 'edited',
      parent: original.id,
      frames: original.frames,
      title: original.title,
    });
    expect(edited.completion).toContain('<gdo char1>Marta</gdo>');
    expect(identitiesOf(readingOf(session).doc).name('char1', null)).toBe('Marta');
    expect(recordOf(session, original.id)).toEqual(original);
    expect(session.records.getState().sequences[edited.sequence]?.runs).toEqual([original.id, edited.id]);
  });

  test('the second one adds to that copy', async () => {
    const { session } = await sessionWithRun(harbour);
    await renameTo(session, 'Marta');
    const { id } = readingOf(session);
    await renameTo(session, 'Kite boy', 'char2');
    expect(readingOf(session).id).toBe(id);
    expect(recordOf(session).edits.map(({ label }) => label)).toContain('Rename char2 to Kite boy');
    expect(applySplices(readingOf(session).completion, inverseOf(recordOf(session).edits))).toBe(harbour);
  });

  test('keeps the reader’s frame, and the pins at the moved words', async () => {
    const { session } = await sessionWithRun(harbour);
    const { mention } = eachMention(readingOf(session).doc).findLast(({ text }) => text === 'Ines')!;
    session.view.pin(['char1'], 3 as FrameNo, false, mention.at[0]);
    await renameTo(session, 'Marta Elisabeth');
    const { cursor, selection } = session.view.store.getState();
    expect(cursor.frame).toBe(3);
    const at = selection.pinned?.at as number;
    expect(readingOf(session).completion.slice(at)).toMatch(/^<gdo char1>Marta Elisabeth<\/gdo> <gda char1>caught/);
  });

  test.each([
    ['made for another text', { completion: 'Another text', replacements: [{ at: [0, 1], text: '' }] }],
    ['that changes nothing', { completion: harbour, replacements: [{ at: [0, 7], text: '<think>' }] }],
    ['without replacements', { completion: harbour, replacements: [] }],
  ] as const)('one %s is refused', async (_, correction) => {
    const { session } = await sessionWithRun(harbour);
    const before = session.records.getState();
    expect(await session.correct({ ...correction, label: 'x' })).toBe(false);
    expect(session.records.getState()).toBe(before);
  });

  test('a story that is being written cannot be corrected', async () => {
    const { session, call, clock, generating } = await startRun();
    await call.open();
    await call.text('<gdi image1><gdo char1>Ann');
    clock.frame();
    const { completion } = readingOf(session);
    expect(completion).not.toBe('');
    expect(await session.correct({ completion, replacements: [{ at: [0, 1], text: '' }], label: 'x' })).toBe(false);
    await call.end({ type: 'finished' });
    await generating;
  });

  test('where the server separated thinking and story stays true', async () => {
    const { session } = await sessionWithRun(harbour);
    const opened = '### Characters\n| Character ID | Name |\n|---|---|\n| char1 | Ines |\n';
    const text = `## Image 1\n${opened}<gdi image1><gdo char1>Ines</gdo></gdi>`;
    const at = text.indexOf('<gdi');
    session.open({
      name: 'a',
      text,
      switches: [
        { at: 0, to: 'thinking' },
        { at, to: 'content' },
      ],
    });
    await renameTo(session, 'Marta Elisabeth');
    const { completion, doc, switches } = readingOf(session);
    expect(completion.slice(switches.at(-1)?.at)).toMatch(/^<gdi image1>/);
    expect(doc).toEqual(parseAll(completion, switches));
    expect(doc.story).toHaveLength(1);
  });
});

test('after any corrections, the edits give the original text back, and the document is that of the text', async () => {
  const { session } = await sessionWithRun(harbour);
  const original = readingOf(session).id;
  const command = fc.record({ kind: fc.nat(5), n: fc.nat(), words: fc.stringMatching(/^[a-z|<>]{1,8}$/) });
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 6 }), async (commands) => {
      session.showRun(original);
      let last: string | null = null;
      for (const { kind, n, words } of commands) {
        const { completion, doc } = readingOf(session);
        const rows = doc.analyses.flatMap(({ tables }) => tables.flatMap((table) => table.rows));
        const mentions = eachMention(doc).map(({ mention }) => mention);
        const row = rows[n % rows.length];
        const mention = mentions[n % mentions.length];
        const id = doc.entities[n % doc.entities.length];
        const other = doc.entities[(n + 1) % doc.entities.length];
        const replacements: readonly Replacement[] | null =
          kind === 0 && row
            ? setCell(completion, row, 1, words)
            : kind === 1 && row
              ? removeRow(row)
              : kind === 2 && mention
                ? untag(doc, mention)
                : kind === 3 && id
                  ? rename(doc, id, words).replacements
                  : kind === 4 && id && other && id !== other
                    ? (n % 2 === 0
                        ? merge(completion, doc, id, other)
                        : swap(completion, doc, [id, other], [1 as FrameNo, 2 as FrameNo])
                      ).replacements
                    : mention
                      ? closeTag(doc, mention)
                      : null;
        if (await session.correct({ completion, replacements: replacements ?? [], label: 'x' }))
          last = readingOf(session).id;
      }
      const { completion, doc } = readingOf(session);
      expect(doc).toEqual(parseAll(completion));
      if (last !== null) {
        expect(applySplices(completion, inverseOf(recordOf(session).edits))).toBe(harbour);
        expect(recordOf(session).parent).toBe(original);
      }
    }),
    { numRuns: 30 },
  );
});
