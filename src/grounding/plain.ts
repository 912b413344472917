/** A cell without the emphasis around it: `**Name**` → `Name`. */
export function plain(cell: string): string {
  return EMPHASIS.test(cell) ? cell.replaceAll(/^[\s*_`]+|[\s*_`]+$/g, '') : cell;
}

const EMPHASIS = /^[\s*_`]|[\s*_`]$/;
