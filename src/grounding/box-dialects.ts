import type { Box, BoxDialect } from './types.ts';

// Boxes in other forms than QwenStoryteller's, and in the dialects of other models.

/** No picture has this many pixels on a side. A model that loops writes such numbers, and a frame would grow with them. */
const MOST = 100_000;

type Numbers = readonly number[];
type Boxes = readonly Box<'model'>[];

export const NONE: Boxes = [];

/** The boxes of these numbers, four each; none if one of them is no box: then none can be trusted. */
function boxesOf(groups: readonly Numbers[], dialect: BoxDialect | null): Boxes {
  const boxes: Box<'model'>[] = [];
  for (const [x1 = NaN, y1 = NaN, x2 = NaN, y2 = NaN] of groups) {
    const box = boxOf(x1, y1, x2, y2);
    if (box === null) return NONE;
    boxes.push(dialect === null ? box : { ...box, dialect });
  }
  return boxes;
}

/** The box of four numbers; null if they cannot be a box. */
export function boxOf(x1: number, y1: number, x2: number, y2: number): Box<'model'> | null {
  const isSensible = Math.abs(x1) < MOST && Math.abs(y1) < MOST && Math.abs(x2) < MOST && Math.abs(y2) < MOST;
  return isSensible ? { space: 'model', x1, y1, x2, y2 } : null;
}

const DIALECTS: readonly (readonly [RegExp, BoxDialect])[] = [
  [/<\|box_start\|>/, 'box_start'],
  [/<\|begin_of_box\|>/, 'begin_of_box'],
  [/<\|det\|>/, 'det'],
  [/<\|?loc\d{4}\|?>/, 'loc4'],
  [/<\|?(?:loc|bin)_?\d+\|?>/, 'loc_'],
  [/<box>/i, 'box'],
  [/["']?bbox_2d["']?\s*:/i, 'bbox_2d'],
  [/["']?box_2d["']?\s*:/i, 'box_2d'],
];
/** What a dialect writes between its tokens besides the box: the name of the thing. */
const NAMES =
  /<\|(?:ref|object_ref_start)\|>[^]*?<\|(?:\/ref|object_ref_end)\|>|<(ref|p)>[^]*?<\/\1>|["'](?:label|name|text_content)["']\s*:\s*(?:"[^"]*"|'[^']*')/gi;
const TOKENS =
  /<\|\/?\w+\|>|<\/?(?:b?box|bounding_?box|quad)>|["']?(?:bbox|box|bounding_box|coordinates)(?:_2d)?["']?\s*[:=]/gi;
const FILLERS =
  /(?<![a-z])(?:(?:top|upper)[- ]left|(?:bottom|lower)[- ]right|corners?|approx(?:imately|\.)?|about|around|px|pixels?|bbox|bounding box|box|coord(?:inate)?s|at|from|to|and|then)(?![a-z])/gi;

/** The same text with one kind of bracket, comma and joint between two boxes. */
function normalised(written: string): string {
  return written
    .normalize('NFKC')
    .replaceAll(/(,\s*)?(?:<br\s*\/?>|\n)/gi, (_, comma?: string) => comma ?? ';')
    .replaceAll('、', ',')
    .replaceAll('【', '[')
    .replaceAll('】', ']')
    .replaceAll(/(?<=[\d)\]]) (?:\\?\||[&/]) (?=[-[(\d])/g, ';')
    .replaceAll(/(?<=\d) [–—→-] (?=-?\d)/g, ', ')
    .replaceAll(NAMES, '');
}

/** Reads the boxes of a text that has nothing else. */
export function readDialect(written: string): Boxes {
  const text = normalised(written);
  const dialect = DIALECTS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  if (dialect === 'loc_' || dialect === 'loc4') {
    const numbers = Array.from(text.matchAll(/<\|?(?:loc|bin)_?(\d+)\|?>/g), ([, number]) => Number(number));
    return boxesOf(inFours(numbers), dialect);
  }
  const labelled = readLabelled(text);
  if (labelled !== null) return boxesOf(labelled, dialect);
  const bare = text.replaceAll(TOKENS, ' ').replaceAll(FILLERS, ' ');
  // Anything else than numbers between separators is a sentence, or something unknown.
  if (/[^\d\s.,;:()[\]{}<>~≈'"*`_→\\$+-]|\d\s*-\s*\d|\.\d*\./.test(bare)) return NONE;
  const groups = groupsOf(bare);
  return boxesOf(/quad/i.test(text) ? aroundPoints(groups) : groups, dialect);
}

const N = String.raw`[+-]?\d+(?:\.\d*)?`;
const BRACKETED = new RegExp(
  String.raw`[[({<]\s*(${N})\s*,\s*(${N})\s*,\s*(${N})\s*,\s*(${N})\s*(?:,\s*["'][^"']*["']\s*)?[\])}>]`,
  'g',
);
/** Words that say what the numbers are. `cxcywh` is the middle and the size. */
const SIZED = /(?<![a-z])(?:xy|ltrb-?|top-?left-?)?wh(?![a-z])/i;
const CENTRED = /(?<![a-z])c?xc?ywh(?![a-z])|cent(?:er|re)/i;

/**
 * Reads the boxes among other words: `person: [1, 2, 3, 4] (visible)`, `tensor([1., 2., 3., 4.])`. Only four numbers in
 * one pair of brackets are a box. None if other brackets have numbers, too.
 */
export function readAmongWords(written: string): Boxes {
  const text = normalised(written);
  const dialect = DIALECTS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  const found = Array.from(text.matchAll(BRACKETED), (match) => match.slice(1, 5).map(Number));
  const rest = text.replaceAll(BRACKETED, ' ');
  const isSized = /xywh/i.test(rest);
  if (/[[({]\s*[+-]?\d/.test(rest) || (!isSized && (SIZED.test(rest) || CENTRED.test(rest))) || /cx/i.test(rest))
    return NONE;
  return boxesOf(isSized ? found.map(([x = 0, y = 0, w = 0, h = 0]) => [x, y, x + w, y + h]) : found, dialect);
}

function inFours(numbers: Numbers): readonly Numbers[] {
  if (numbers.length === 0 || numbers.length % 4 !== 0) return [[]];
  return Array.from({ length: numbers.length / 4 }, (_, i) => numbers.slice(4 * i, 4 * i + 4));
}

/** The box around the four points of a quadrangle. */
function aroundPoints(groups: readonly Numbers[]): readonly Numbers[] {
  const points = groups.flat();
  if (points.length !== 8) return [[]];
  const [xs, ys] = [points.filter((_, i) => i % 2 === 0), points.filter((_, i) => i % 2 === 1)];
  return [[Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]];
}

const LABELS: readonly (readonly RegExp[])[] = [
  [/^(?:x_?1|x_?min|left)$/i, /^(?:y_?1|y_?min|top)$/i, /^(?:x_?2|x_?max|right)$/i, /^(?:y_?2|y_?max|bottom)$/i],
  [/^x$/i, /^y$/i, /^w(?:idth)?$/i, /^h(?:eight)?$/i],
];

/** Reads `x1=0, y1=630, x2=998, y2=998` and `x: 10, y: 20, width: 30, height: 40`; null if it is written otherwise. */
function readLabelled(text: string): readonly Numbers[] | null {
  const labels = Array.from(text.matchAll(/([a-z]\w*)["']?(?:\s*[:=]|\s)\s*(-?\d+(?:\.\d+)?)(?![\d.])/gi));
  if (labels.length === 0 || labels.length % 4 !== 0) return null;
  const groups = Array.from({ length: labels.length / 4 }, (_, i) => readFour(labels.slice(4 * i, 4 * i + 4)));
  return groups.every((group) => group !== null) ? groups : null;
}

function readFour(labels: readonly RegExpExecArray[]): Numbers | null {
  for (const [i, wanted] of LABELS.entries()) {
    const numbers = wanted.map((label) => Number(labels.find(([, name = '']) => label.test(name))?.[2] ?? NaN));
    if (numbers.some(Number.isNaN)) continue;
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
