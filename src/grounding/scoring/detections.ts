import type { Measured } from '../box.ts';
import { readDecimal, readInteger, strip, words } from './python-text.ts';
import { sectionsOf, thoughtOf } from './strict-reader.ts';
import type { Fields } from './strict-reader.ts';

/** A box that the evaluator reads. Its numbers are shares of the picture: x and y of its corner, width and height. */
export interface Detection {
  /** From 1. */
  readonly image: number;
  /** The ID as it is written. The evaluator ignores it. */
  readonly id: string;
  /**
   * Whether the box counts as a character: a row of Characters, or an object whose description begins with "person".
   */
  readonly person: boolean;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

/** How the boxes of one side are measured. */
export interface BoxMeasure {
  /** The size of each picture in the units of the boxes; picture n is `sizes[n - 1]`. */
  readonly sizes: readonly Measured[];
  /** Whether the numbers may have decimals. The evaluator reads whole numbers only; boxes in 0–1 need this. */
  readonly decimals?: boolean;
}

/**
 * The boxes of a completion, in the order of the text. Empty without a chain of thought. Also empty if the chain of
 * thought has a section for a picture that does not exist, because the evaluator then drops all boxes of the story.
 */
export function detectionsOf(completion: string, measure: BoxMeasure): readonly Detection[] {
  const detections: Detection[] = [];
  for (const [index, { characters, objects }] of sectionsOf(thoughtOf(completion)).entries()) {
    const size = measure.sizes[index];
    if (size === undefined) return [];
    for (const [rows, isCharacter] of [
      [characters, true],
      [objects, false],
    ] as const) {
      for (const row of rows) {
        const box = readBox(row, size, measure.decimals === true);
        if (box === 'overflow') return [];
        if (box === null) continue;
        const id = row.get(isCharacter ? 'Character ID' : 'Object ID') ?? '';
        detections.push({ image: index + 1, id, person: isCharacter || isPerson(row), ...box });
      }
    }
  }
  return detections;
}

/** The label of an object is the first word of its description, and the label decides who is a character. */
function isPerson(row: Fields): boolean {
  return words((row.get('Description') ?? '').toLowerCase())[0] === 'person';
}

type Shares = Pick<Detection, 'x' | 'y' | 'w' | 'h'>;

function readBox(row: Fields, size: Measured, decimals: boolean): Shares | 'overflow' | null {
  const parts = (row.get('Bounding Box') ?? '').split(',').map(strip);
  const read: readonly (bigint | number | null)[] = parts
    .filter((part) => part !== '')
    .map((part) => (decimals ? readDecimal(part) : readInteger(part)));
  const [a, b, c, d] = read;
  if (read.length !== 4 || isMissing(a) || isMissing(b) || isMissing(c) || isMissing(d)) return null;
  const [x1, y1, x2, y2] = size.yFirst === true ? [b, a, d, c] : [a, b, c, d];
  const shares = {
    x: share(x1, size.width),
    y: share(y1, size.height),
    w: share(difference(x2, x1), size.width),
    h: share(difference(y2, y1), size.height),
  };
  // Python cannot divide an integer of more than 308 digits. The evaluator catches this error only at the end of the
  // story.
  if (!Object.values(shares).every(Number.isFinite)) return 'overflow';
  return { x: clamp(shares.x), y: clamp(shares.y), w: clamp(shares.w), h: clamp(shares.h) };
}

function isMissing(number: bigint | number | null | undefined): number is null | undefined {
  return number === null || number === undefined;
}

function difference(to: bigint | number, from: bigint | number): bigint | number {
  return typeof to === 'bigint' && typeof from === 'bigint' ? to - from : Number(to) - Number(from);
}

/** The quotient as Python divides two integers, which may have more digits than a float. */
function share(length: bigint | number, side: number): number {
  const rounded = Number(length);
  if (Number.isFinite(rounded) || typeof length === 'number') return rounded / side;
  return Number(length / BigInt(Math.max(1, Math.trunc(side))));
}

/**
 * The evaluator cuts each of the four numbers separately. So a box that begins outside is moved, and may end outside.
 */
function clamp(value: number): number {
  return Math.min(Math.max(value, 0), 1);
}
