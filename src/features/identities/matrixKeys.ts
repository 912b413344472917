import type { EntityId } from '../../grounding/base.ts';

/** A cell of the matrix: its row, and its frame number or 0 for the heading of the row. */
export interface Cell {
  readonly id: EntityId;
  readonly column: number;
}

/**
 * The cell that a key leads to, as in every WAI-ARIA grid; null if the grid does not use the key. `far` means with Ctrl
 * or Cmd.
 */
export function stepFrom(
  { id, column }: Cell,
  key: string,
  far: boolean,
  ids: readonly EntityId[],
  count: number,
): Cell | null {
  const row = ids.indexOf(id);
  const clamped = (line: number, place: number): Cell => ({
    id: ids[Math.min(Math.max(line, 0), ids.length - 1)] ?? id,
    column: Math.min(Math.max(place, 0), count),
  });
  switch (key) {
    case 'ArrowLeft':
      return clamped(row, column - 1);
    case 'ArrowRight':
      return clamped(row, column + 1);
    case 'ArrowUp':
      return clamped(row - 1, column);
    case 'ArrowDown':
      return clamped(row + 1, column);
    case 'Home':
      return clamped(far ? 0 : row, 0);
    case 'End':
      return clamped(far ? ids.length - 1 : row, count);
    default:
      return null;
  }
}
