// A file of its own, because the first page needs only this of all that reads IDs.
import type { SettingElement } from './types.ts';

const ELEMENTS: readonly SettingElement[] = [
  'LOCATION',
  'ENVIRONMENT',
  'LIGHTING',
  'WEATHER',
  'TIME_PERIOD',
  'ARCHITECTURE',
  'INTERIOR_DESIGN',
  'ATMOSPHERE',
  'BACKGROUND',
];
const ELEMENT_SET: ReadonlySet<string> = new Set(ELEMENTS);

/** Whether an ID names an element of the Setting table, not an identity. */
export function isSettingElement(id: string): id is SettingElement {
  return ELEMENT_SET.has(id);
}

const BY_LETTERS: ReadonlyMap<string, SettingElement> = new Map([
  ...ELEMENTS.map((element) => [element.replace('_', ''), element] as const),
  ['TIME', 'TIME_PERIOD'],
  ['INTERIOR', 'INTERIOR_DESIGN'],
]);

/** Reads `LOCATION`, `Interior Design`, `time_period`, `Time` or `SETTING_LOCATION`; null for anything else. */
export function readSettingElement(written: string): SettingElement | null {
  const letters = written.toUpperCase().replaceAll(/[\s_-]+/g, '');
  return BY_LETTERS.get(letters) ?? BY_LETTERS.get(letters.replace(/^SETTING/, '')) ?? null;
}

/**
 * The element that a row of a Setting table describes: its first cell, or an element that the cell contains, as the
 * dataset's own parser reads it. Null if there is none.
 */
export function elementOfCell(cell: string): SettingElement | null {
  const words = cell.toUpperCase().replaceAll(/[^A-Z]+/g, '_');
  return ELEMENTS.find((element) => words.includes(element)) ?? null;
}

/** The title of an element: `Interior Design`. */
export function elementTitle(element: SettingElement): string {
  return element
    .split('_')
    .map((word) => word.slice(0, 1) + word.slice(1).toLowerCase())
    .join(' ');
}
