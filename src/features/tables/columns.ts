import { plain } from '../../grounding/index.ts';

// In CSS pixels, by what the heading speaks of: of the seven columns that the model writes, all are seen on a pane of
// 730 pixels. They depend on the headings alone, so that no row that comes moves those that are there.
const WIDTHS: readonly (readonly [heading: RegExp, width: number])[] = [
  [/\bid$/i, 82],
  [/box/i, 126],
  [/^(name|emotions?|mood|time|images?)$/i, 84],
  [/description|events/i, 140],
];
const USUAL = 104;

/** How wide each of so many columns is at least; where there is room, all grow in proportion. */
export function widthsOf(columns: readonly string[], count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => {
    const heading = plain(columns[i] ?? '');
    return WIDTHS.find(([speaksOf]) => speaksOf.test(heading))?.[1] ?? USUAL;
  });
}
