import { plain } from '../../grounding/base.ts';

// Minimum widths by heading, in CSS pixels. The seven columns that the model writes fit into a pane of 730 pixels. Only
// the headings count, so that a new row never moves the existing ones.
const WIDTHS: readonly (readonly [heading: RegExp, width: number])[] = [
  [/\bid$/i, 82],
  [/box/i, 126],
  [/^(name|emotions?|mood|time|images?)$/i, 84],
  [/description|events/i, 140],
];
const DEFAULT_WIDTH = 104;

/** The minimum width of each column, in CSS pixels. If there is more space, all columns grow in proportion. */
export function widthsOf(columns: readonly string[], count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => {
    const heading = plain(columns[i] ?? '');
    return WIDTHS.find(([pattern]) => pattern.test(heading))?.[1] ?? DEFAULT_WIDTH;
  });
}
