import { plain } from '../../grounding/index.ts';
import type { EntityId, FrameAnalysis, FrameNo, Row, Table } from '../../grounding/index.ts';

/** What one row of the thinking says of an entity, by the headings of its table. */
export interface IdentityDetails {
  readonly frame: FrameNo;
  readonly name: string | null;
  readonly description: string | null;
  /** Emotions and actions; of a thing, its function and what is done with it. */
  readonly traits: readonly Trait[];
}

export interface Trait {
  readonly heading: string;
  readonly text: string;
}

const NAME = /^name$/i;
const DESCRIPTION = /^description$/i;
const TRAITS = [/^emotions?$/i, /^actions?$/i, /^function$/i, /^interactions?$/i];

/** What the tables say of an entity, row by row, in the order of the analyses. */
export function detailsOf(analyses: readonly FrameAnalysis[], id: EntityId): readonly IdentityDetails[] {
  const accounts: IdentityDetails[] = [];
  for (const { frame, tables } of analyses)
    for (const table of tables)
      for (const row of table.rows) if (row.id === id) accounts.push(accountOf(frame, table, row));
  return accounts;
}

function accountOf(frame: FrameNo, table: Table, row: Row): IdentityDetails {
  const traits = TRAITS.flatMap((wanted): Trait[] => {
    const text = cellUnder(wanted, table, row);
    const heading = table.columns.find((column) => wanted.test(plain(column)));
    return text === null || heading === undefined ? [] : [{ heading: plain(heading), text }];
  });
  return { frame, name: cellUnder(NAME, table, row), description: cellUnder(DESCRIPTION, table, row), traits };
}

/** The cell under a heading; null where there is none, or nothing in it. */
function cellUnder(wanted: RegExp, { columns }: Table, { cells }: Row): string | null {
  const column = columns.findIndex((heading) => wanted.test(plain(heading)));
  const cell = column < 0 ? undefined : cells[column];
  return cell === undefined ? null : plain(cell) || null;
}

/** Accounts one after the other that call and describe the entity in the same words. */
export interface Period {
  readonly account: IdentityDetails;
  readonly frames: readonly FrameNo[];
}

export function periodsOf(accounts: readonly IdentityDetails[]): readonly Period[] {
  const periods: { account: IdentityDetails; frames: FrameNo[] }[] = [];
  for (const account of accounts) {
    const last = periods.at(-1);
    if (last?.account.name === account.name && last.account.description === account.description)
      last.frames.push(account.frame);
    else periods.push({ account, frames: [account.frame] });
  }
  return periods;
}

/** Frames in few signs: `1–4, 6`. */
export function sayFrames(frames: readonly FrameNo[]): string {
  const runs: { from: number; to: number }[] = [];
  for (const frame of frames) {
    const last = runs.at(-1);
    if (last?.to === frame - 1) last.to = frame;
    else if (last?.to !== frame) runs.push({ from: frame, to: frame });
  }
  return runs.map(({ from, to }) => (from === to ? from : `${from}–${to}`)).join(', ');
}

/** A stretch of a text, and whether the text before it lacks its words. */
export interface Piece {
  readonly text: string;
  readonly changed: boolean;
}

/**
 * A text in pieces: the words that the one before it does not have, or has fewer of, are changed. Their order, case and
 * punctuation say nothing. Where there is no text before, nothing has changed.
 */
export function changesIn(text: string, before: string | null): readonly Piece[] {
  if (before === null) return [{ text, changed: false }];
  const left = new Map<string, number>();
  for (const word of before.split(/\s+/)) left.set(bare(word), (left.get(bare(word)) ?? 0) + 1);
  const pieces: Piece[] = [];
  let gap = '';
  for (const [, word = '', space = ''] of text.matchAll(/(\S+)(\s*)/g)) {
    const last = pieces.at(-1);
    const key = bare(word);
    const there = left.get(key) ?? 0;
    const changed = key === '' ? (last?.changed ?? false) : there === 0;
    if (!changed) left.set(key, there - 1);
    // What stands between two words is only changed where both of them are.
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

function bare(word: string): string {
  return word.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
