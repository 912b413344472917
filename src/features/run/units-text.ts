import { ownUnits, sayNumber } from '../../grounding/base.ts';
import type { BoxUnits, Dialect, DialectUnits, Suspicion } from '../../session/index.ts';

const UNITS: Readonly<Record<BoxUnits, { readonly label: string; readonly area: string }>> = {
  sent: { label: 'sent pixels', area: 'the sent picture' },
  original: { label: 'original pixels', area: 'the original file' },
  resized: { label: 'resized pixels', area: 'the resized picture' },
  thousand: { label: '0–1000', area: '0–1000' },
  unit: { label: '0–1', area: '0–1' },
  'thousand-yx': { label: '0–1000, y first', area: '0–1000, y first' },
};

/** The units in the order in which they are offered. */
export const ORDER: readonly DialectUnits[] = ['own', ...(Object.keys(UNITS) as BoxUnits[])];

/** How the boxes of each dialect are recognised in the text. */
const MARKS: Readonly<Record<Dialect, string>> = {
  plain: 'plain',
  box_start: '<|box_start|>',
  begin_of_box: '<|begin_of_box|>',
  det: '<|det|>',
  box: '<box>',
  loc_: '<loc_…>',
  loc4: '<loc…>',
  bbox_2d: 'bbox_2d',
  box_2d: 'box_2d',
};

/** `<box> boxes`, or `boxes` if they are written as numbers alone. */
function sayBoxes(dialect: Dialect): string {
  return dialect === 'plain' ? 'boxes' : `${MARKS[dialect]} boxes`;
}

export function markOf(dialect: Dialect): string {
  return MARKS[dialect];
}

export function labelOf(units: DialectUnits, dialect: Dialect): string {
  return units === 'own' ? sayOwn(dialect) : UNITS[units].label;
}

function areaOf(units: DialectUnits, dialect: Dialect): string {
  return units === 'own' ? sayOwn(dialect) : UNITS[units].area;
}

/** `0–999`, or `0–1024, y first`. */
function sayOwn(dialect: Dialect): string {
  const own = dialect === 'plain' ? null : ownUnits(dialect);
  return `0–${own?.width ?? 1000}${own?.yFirst === true ? ', y first' : ''}`;
}

/** `41 of 48 boxes do not fit the sent picture but fit 0–1000.` */
export function saySuggestion({ dialect, units, outside, boxes, evidence }: Suspicion, current: DialectUnits): string {
  const [area, suggested] = [areaOf(current, dialect), areaOf(units, dialect)];
  const which = sayBoxes(dialect);
  if (evidence === 'edges')
    return `All ${sayNumber(boxes)} ${which} end at 1000 or before, though ${area} is larger: they probably count 0–1000.`;
  if (evidence === 'shape')
    return `Most of the ${sayNumber(boxes)} characters lie on their side; they stand if the ${which} are read as ${suggested}.`;
  return `${sayNumber(outside)} of ${sayNumber(boxes)} ${which} do not fit ${area} but fit ${suggested}.`;
}
