/** Plain-text tables for the terminal. */

/** @typedef {{ readonly title: string, readonly width: number }} Column the first column is aligned left, the others right */

/**
 * @param {readonly Column[]} columns
 * @param {readonly string[]} cells
 */
export function lineOf(columns, cells) {
  return columns
    .map(({ width }, i) => (i === 0 ? (cells[i] ?? '').padEnd(width) : (cells[i] ?? '').padStart(width)))
    .join('  ')
    .trimEnd();
}

/** @param {readonly Column[]} columns */
export function headOf(columns) {
  return lineOf(
    columns,
    columns.map(({ title }) => title),
  );
}

/** @param {readonly number[]} numbers */
export function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}

/** The percentage of frames that came in time for 60 frames a second. @param {readonly number[]} intervals in milliseconds */
export function smoothness(intervals) {
  return (100 * intervals.filter((interval) => interval < 20).length) / Math.max(1, intervals.length);
}
