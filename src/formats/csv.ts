// Tables as comma-separated values (RFC 4180).

/** One line of a table. A cell with a comma, a quotation mark or a line break is quoted. */
export function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}

/** The rows of a table. Empty lines and a byte order mark are left out. */
export function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|$)/gy;
  const content = text.replace(/^\uFEFF/, '');
  for (let found = cells.exec(content); found !== null; found = cells.exec(content)) {
    const [, inQuotes, plain = '', end] = found;
    row.push(inQuotes?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    rows.push(row);
    row = [];
    if (cells.lastIndex >= content.length) break;
  }
  return rows.filter((one) => one.some((cell) => cell !== ''));
}
