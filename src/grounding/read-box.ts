import type { Box, BoxDialect } from './types.ts';

const NUMBER = String.raw`-?\d+(?:\.\d+)?`;
const BOX = new RegExp(
  String.raw`^[\s([<{]*(${NUMBER})\s*[,;\s]\s*(${NUMBER})[\s)\],;([]+(${NUMBER})\s*[,;\s]\s*(${NUMBER})[\s)\]>}]*$`,
);
const QUOTED = /^[`*"']|[`*"']$/;
const QUOTES = /^[`*"']+|[`*"']+$/g;
const NO_BOX = /^[\s*_`]*(?:-+|–|—|none|null|nil|n\/?a|unknown|not (?:visible|applicable|available)|\?)?[\s*_`.]*$/i;

/** No picture has this many pixels on a side. A model that loops writes such numbers, and a frame would grow with them. */
const MOST = 100_000;

/**
 * Reads the bounding boxes of a text that has nothing else: `318,48,345,135`, `[x1, y1, x2, y2]`, `(x1,y1),(x2,y2)`,
 * floats, and the dialects of other models (see `BoxDialect`). Empty if one of them is no box: then none can be trusted.
 * It does not decide what the numbers count.
 */
export function readBoxes(written: string): readonly Box<'model'>[] {
  const match = BOX.exec(written) ?? (QUOTED.test(written) ? BOX.exec(written.replaceAll(QUOTES, '')) : null);
  if (match) {
    const [x1, y1, x2, y2] = [Number(match[1]), Number(match[2]), Number(match[3]), Number(match[4])];
    return isSensible(x1, y1, x2, y2) ? [{ space: 'model', x1, y1, x2, y2 }] : NONE;
  }
  if (!/\p{Nd}/u.test(written)) return NONE;
  return written.length > MOST_CHARACTERS ? NONE : readOther(written);
}

/** The first of the bounding boxes of a text; null if there is none. */
export function readBox(written: string): Box<'model'> | null {
  return readBoxes(written)[0] ?? null;
}

/** Whether a cell says that there is no box: empty, `None`, `N/A`, `-`. */
export function saysNoBox(written: string): boolean {
  return NO_BOX.test(written);
}

const NONE: readonly Box<'model'>[] = [];
const MOST_CHARACTERS = 1000;

function isSensible(x1: number, y1: number, x2: number, y2: number): boolean {
  return Math.abs(x1) < MOST && Math.abs(y1) < MOST && Math.abs(x2) < MOST && Math.abs(y2) < MOST;
}

function boxesOf(groups: readonly (readonly number[])[], dialect: BoxDialect | null): readonly Box<'model'>[] {
  const boxes: Box<'model'>[] = [];
  for (const [x1 = NaN, y1 = NaN, x2 = NaN, y2 = NaN] of groups) {
    if (!isSensible(x1, y1, x2, y2)) return NONE;
    const box = { space: 'model', x1, y1, x2, y2 } as const;
    boxes.push(dialect === null ? box : { ...box, dialect });
  }
  return boxes;
}

const DIALECTS: readonly (readonly [RegExp, BoxDialect])[] = [
  [/<\|box_start\|>/, 'box_start'],
  [/<\|begin_of_box\|>/, 'begin_of_box'],
  [/<\|det\|>/, 'det'],
  [/<loc\d{4}>/, 'loc4'],
  [/<loc_?\d+>/, 'loc_'],
  [/<box>/i, 'box'],
  [/["']?bbox_2d["']?\s*:/i, 'bbox_2d'],
  [/["']?box_2d["']?\s*:/i, 'box_2d'],
];
/** What a dialect writes between its tokens besides the box: the name of the thing. */
const NAMES =
  /<\|(?:ref|object_ref_start)\|>[^]*?<\|(?:\/ref|object_ref_end)\|>|<ref>[^]*?<\/ref>|["'](?:label|name|text_content)["']\s*:\s*(?:"[^"]*"|'[^']*')/gi;
const TOKENS = /<\|\/?\w+\|>|<\/?b?box>|["']?(?:bbox|box|bounding_box|coordinates)(?:_2d)?["']?\s*[:=]/gi;
const FILLERS =
  /(?<![a-z])(?:(?:top|upper)[- ]left|(?:bottom|lower)[- ]right|corners?|approx(?:imately|\.)?|about|around|px|pixels?|bbox|bounding box|box|coord(?:inate)?s|at|from|to|and|then)(?![a-z])/gi;

function readOther(written: string): readonly Box<'model'>[] {
  const text = written
    .normalize('NFKC')
    .replaceAll(/(,\s*)?(?:<br\s*\/?>|\n)/gi, (_, comma?: string) => comma ?? ';')
    .replaceAll(NAMES, '');
  const dialect = DIALECTS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  if (dialect === 'loc_' || dialect === 'loc4') {
    const numbers = Array.from(text.matchAll(/<loc_?(\d+)>/g), ([, number]) => Number(number));
    return boxesOf(inFours(numbers), dialect);
  }
  const labelled = readLabelled(text);
  if (labelled !== null) return boxesOf([labelled], dialect);
  const bare = text.replaceAll(TOKENS, ' ').replaceAll(FILLERS, ' ');
  // Anything else than numbers between separators is a sentence, or something unknown.
  if (/[^\d\s.,;:()[\]{}<>~≈'"*`_→\\$-]|\d\s*-\s*\d|\.\d*\./.test(bare)) return NONE;
  return boxesOf(groupsOf(bare), dialect);
}

function inFours(numbers: readonly number[]): readonly (readonly number[])[] {
  if (numbers.length === 0 || numbers.length % 4 !== 0) return [[]];
  return Array.from({ length: numbers.length / 4 }, (_, i) => numbers.slice(4 * i, 4 * i + 4));
}

const LABELS: readonly (readonly RegExp[])[] = [
  [/^(?:x_?1|x_?min|left)$/i, /^(?:y_?1|y_?min|top)$/i, /^(?:x_?2|x_?max|right)$/i, /^(?:y_?2|y_?max|bottom)$/i],
  [/^x$/i, /^y$/i, /^w(?:idth)?$/i, /^h(?:eight)?$/i],
];

/** Reads `x1=0, y1=630, x2=998, y2=998` and `x: 10, y: 20, width: 30, height: 40`; null if it is written otherwise. */
function readLabelled(text: string): readonly number[] | null {
  const labels = Array.from(text.matchAll(/([a-z]\w*)["']?\s*[:=]\s*(-?\d+(?:\.\d+)?)(?![\d.])/gi));
  for (const [i, wanted] of LABELS.entries()) {
    const numbers = wanted.map((label) => Number(labels.find(([, name = '']) => label.test(name))?.[2] ?? NaN));
    if (labels.length !== 4 || numbers.some(Number.isNaN)) continue;
    const [x = 0, y = 0, third = 0, fourth = 0] = numbers;
    return i === 0 ? numbers : [x, y, x + third, y + fourth];
  }
  return null;
}

/** The numbers of each box: in one pair of brackets, in two pairs, or alone between semicolons. */
function groupsOf(text: string): readonly (readonly number[])[] {
  const bracketed: number[][] = [];
  let depth = 0;
  let alone = '';
  const open: number[][] = [];
  for (const [token] of text.matchAll(/[([{]|[)\]}]|-?\d+(?:\.\d+)?|;/g)) {
    if (/[([{]/.test(token)) {
      depth++;
      open.push([]);
    } else if (/[)\]}]/.test(token)) {
      const numbers = open.pop();
      depth = Math.max(0, depth - 1);
      if (numbers !== undefined && numbers.length > 0) bracketed.push(numbers);
    } else if (depth > 0 && token !== ';') open.at(-1)?.push(Number(token));
    else alone += `${token} `;
  }
  for (const numbers of open) if (numbers.length > 0) bracketed.push(numbers);
  const pieces = alone
    .split(';')
    .map((piece) =>
      piece
        .split(' ')
        .filter((word) => word !== '')
        .map(Number),
    )
    .filter((numbers) => numbers.length > 0);
  if (bracketed.length === 0) return pieces.every(({ length }) => length === 4) ? pieces : [[]];
  if (pieces.length > 0) return [[]];
  if (bracketed.every(({ length }) => length === 4)) return bracketed;
  return bracketed.every(({ length }) => length === 2) ? inFours(bracketed.flat()) : [[]];
}
