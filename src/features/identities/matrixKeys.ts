import type { EntityId } from '../../grounding/index.ts';

/** A place in the matrix: a row, and the number of its frame, or 0 for its heading. */
export interface Cell {
  readonly id: EntityId;
  readonly column: number;
}

/** Where a key leads from a cell, as in any grid (WAI-ARIA); null when it is none of the grid's keys. */
export function stepFrom(
  { id, column }: Cell,
  key: string,
  far: boolean,
  ids: readonly EntityId[],
  count: number,
): Cell | null {
  const row = ids.indexOf(id);
  const at = (line: number, place: number): Cell => ({
    id: ids[Math.min(Math.max(line, 0), ids.length - 1)] ?? id,
    column: Math.min(Math.max(place, 0), count),
  });
  switch (key) {
    case 'ArrowLeft':
      return at(row, column - 1);
    case 'ArrowRight':
      return at(row, column + 1);
    case 'ArrowUp':
      return at(row - 1, column);
    case 'ArrowDown':
      return at(row + 1, column);
    case 'Home':
      return at(far ? 0 : row, 0);
    case 'End':
      return at(far ? ids.length - 1 : row, count);
    default:
      return null;
  }
}
