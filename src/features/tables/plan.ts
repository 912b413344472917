import { readBoxes } from '../../grounding/base.ts';
import type { FrameNo, GroundedDocument, Row, Table } from '../../grounding/base.ts';
import {
  addRow,
  applySplices,
  boxColumn,
  cellsFor,
  freeId,
  mapOffset,
  removeRow,
  setCell,
  splicesOf,
} from '../../grounding/editing.ts';
import type { Replacement } from '../../grounding/editing.ts';
import { parseAll } from '../../grounding/parsing.ts';
import type { ShownRun } from '../../session/index.ts';

/** A correction of a table that is ready, or a sentence that says why it is not possible. */
export type Planned =
  | { readonly ok: true; readonly replacements: readonly Replacement[]; readonly label: string }
  | { readonly ok: false; readonly problem: string };

type Corrected = Pick<ShownRun, 'completion' | 'doc' | 'switches'>;

const WOULD_BREAK = 'These words would change the structure of the text. Nothing was corrected.';

/** Prepares new words for cell n of a row, from 0. `name` is what the page calls the row. */
export function planCell(run: Corrected, table: Table, row: Row, n: number, value: string, name: string): Planned {
  const words = value.replaceAll(/\s*\n\s*/g, ' ').trim();
  const isBox = n === (row.boxCell ?? boxColumn(table));
  if (isBox && words !== '' && readBoxes(words).length === 0) {
    return {
      ok: false,
      problem: `“${words}” is no box. Write four numbers, such as 12,34,56,78, or leave the cell empty.`,
    };
  }
  const replacements = setCell(run.completion, row, n, words);
  const read = rowsOf(after(run, replacements));
  const now = read.find(({ at }) => at[0] === row.at[0]);
  const isSame = now?.cells[n] === words && read.length === rowsOf(run.doc).length;
  const heading = table.columns[n] ?? `cell ${n + 1}`;
  return isSame
    ? { ok: true, replacements, label: `Change ${heading} of ${name}` }
    : { ok: false, problem: WOULD_BREAK };
}

/** Prepares the deletion of a row. */
export function planRemoval(row: Row, name: string): Planned {
  return { ok: true, replacements: removeRow(row), label: `Remove the row of ${name}` };
}

/** Prepares a new row at the end of a table, with the next free ID if it is a table of characters or objects. */
export function planRow(run: Corrected, table: Table, frame: FrameNo | null): Planned {
  const hasIds = table.kind === 'characters' || table.kind === 'objects';
  const id = hasIds ? freeId(run.doc, table.kind === 'characters' ? 'char' : 'obj') : 'New';
  const cells = cellsFor(table.columns, { id, name: '', description: '', box: null });
  const replacements = addRow(run.completion, table, cells);
  if (replacements === null) return { ok: false, problem: 'This table has neither headings nor rows to add to.' };
  return { ok: true, replacements, label: `Add a row${frame === null ? '' : ` to image ${frame}`}` };
}

function after({ completion, switches }: Corrected, replacements: readonly Replacement[]): GroundedDocument {
  const splices = splicesOf(completion, replacements);
  const moved = switches.map((each) => ({ ...each, at: mapOffset(each.at, splices, 'before') }));
  return parseAll(applySplices(completion, splices), moved);
}

function rowsOf({ analyses, narrative }: GroundedDocument): readonly Row[] {
  return [...analyses.flatMap(({ tables }) => tables.flatMap(({ rows }) => rows)), ...(narrative?.rows ?? [])];
}
