import { plain } from '../../grounding/base.ts';
import type { EntityId, FrameAnalysis, FrameNo, Row, Table } from '../../grounding/base.ts';

/** What one table row says about an entity. */
export interface IdentityDetails {
  readonly frame: FrameNo;
  readonly name: string | null;
  readonly description: string | null;
  /** Emotions and actions of a character; function and interactions of an object. */
  readonly traits: readonly Trait[];
}

export interface Trait {
  readonly heading: string;
  readonly text: string;
}

const NAME = /^name$/i;
const DESCRIPTION = /^description$/i;
const TRAITS = [/^emotions?$/i, /^actions?$/i, /^function$/i, /^interactions?$/i];

/** What the tables say about an entity, row by row, in the order of the analyses. */
export function detailsOf(analyses: readonly FrameAnalysis[], id: EntityId): readonly IdentityDetails[] {
  const rows: IdentityDetails[] = [];
  for (const { frame, tables } of analyses)
    for (const table of tables)
      for (const row of table.rows) if (row.id === id) rows.push(rowDetails(frame, table, row));
  return rows;
}

function rowDetails(frame: FrameNo, table: Table, row: Row): IdentityDetails {
  const traits = TRAITS.flatMap((wanted): Trait[] => {
    const text = cellUnder(wanted, table, row);
    const heading = table.columns.find((column) => wanted.test(plain(column)));
    return text === null || heading === undefined ? [] : [{ heading: plain(heading), text }];
  });
  return { frame, name: cellUnder(NAME, table, row), description: cellUnder(DESCRIPTION, table, row), traits };
}

/** The text of the cell under a heading; null if there is no such cell or it is empty. */
function cellUnder(wanted: RegExp, { columns }: Table, { cells }: Row): string | null {
  const column = columns.findIndex((heading) => wanted.test(plain(heading)));
  const cell = column < 0 ? undefined : cells[column];
  return cell === undefined ? null : plain(cell) || null;
}

/** Consecutive rows with the same name and description. */
export interface Period {
  readonly details: IdentityDetails;
  readonly frames: readonly FrameNo[];
}

export function periodsOf(all: readonly IdentityDetails[]): readonly Period[] {
  const periods: { details: IdentityDetails; frames: FrameNo[] }[] = [];
  for (const details of all) {
    const last = periods.at(-1);
    if (last?.details.name === details.name && last.details.description === details.description)
      last.frames.push(details.frame);
    else periods.push({ details, frames: [details.frame] });
  }
  return periods;
}

/** A compact list of frame numbers: `1–4, 6`. */
export function sayFrames(frames: readonly FrameNo[]): string {
  const runs: { from: number; to: number }[] = [];
  for (const frame of frames) {
    const last = runs.at(-1);
    if (last?.to === frame - 1) last.to = frame;
    else if (last?.to !== frame) runs.push({ from: frame, to: frame });
  }
  return runs.map(({ from, to }) => (from === to ? from : `${from}–${to}`)).join(', ');
}

/** A piece of a text, and whether its words are new compared with the previous text. */
export interface Piece {
  readonly text: string;
  readonly changed: boolean;
}

/**
 * Splits a text into changed and unchanged pieces. A word is changed if the previous text does not have it, or not as
 * often. Order, case and punctuation do not matter. Without a previous text, nothing is changed.
 */
export function changesIn(text: string, before: string | null): readonly Piece[] {
  if (before === null) return [{ text, changed: false }];
  const remaining = new Map<string, number>();
  for (const word of before.split(/\s+/)) remaining.set(normalized(word), (remaining.get(normalized(word)) ?? 0) + 1);
  const pieces: Piece[] = [];
  let gap = '';
  for (const [, word = '', space = ''] of text.matchAll(/(\S+)(\s*)/g)) {
    const last = pieces.at(-1);
    const key = normalized(word);
    const available = remaining.get(key) ?? 0;
    const changed = key === '' ? (last?.changed ?? false) : available === 0;
    if (!changed) remaining.set(key, available - 1);
    // The space between two words counts as changed only if both words are.
    if (last?.changed === changed) pieces[pieces.length - 1] = { text: last.text + gap + word, changed };
    else if (!changed) pieces.push({ text: gap + word, changed });
    else {
      if (last) pieces[pieces.length - 1] = { ...last, text: last.text + gap };
      pieces.push({ text: word, changed });
    }
    gap = space;
  }
  return pieces;
}

function normalized(word: string): string {
  return word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
