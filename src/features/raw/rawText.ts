import { createSyntaxSplitter } from '../../grounding/parsing.ts';
import type { Range } from '../../grounding/base.ts';
import type { SyntaxSplitter, SyntaxPiece } from '../../grounding/parsing.ts';

/** Longer lines are split into several, since the browser lays out a whole element at once, even one of a megabyte. */
const MAX_LINE_LENGTH = 2000;

/** The completion in lines and pieces. As the completion grows, only the new text is parsed. */
export interface RawText {
  /** Adds the new text of a completion; starts again if the completion does not begin with the previous one. */
  readonly update: (completion: string, ended: boolean) => void;
  readonly lines: readonly Range[];
  /** The number of each line, from 1. All parts of a split line have the same number. */
  readonly numbers: readonly number[];
  /** The index of the line that contains an offset. */
  readonly indexAt: (offset: number) => number;
  /** The pieces of a line, cut at its ends. Text that the parser has not decided about yet is of the kind `text`. */
  readonly piecesOf: (line: Range) => readonly SyntaxPiece[];
}

export function createRawText(): RawText {
  let splitter: SyntaxSplitter = createSyntaxSplitter();
  let read = '';
  let ended = false;
  let lines: Range[] = [];
  let numbers: number[] = [];

  function restart(): void {
    splitter = createSyntaxSplitter();
    read = '';
    ended = false;
    lines = [];
    numbers = [];
  }

  function addLines(completion: string): void {
    // The last line may have grown, so it is built again.
    let from = lines.pop()?.[0] ?? 0;
    numbers.pop();
    let number = (numbers.at(-1) ?? 0) + (completion.charAt(from - 1) === '\n' || from === 0 ? 1 : 0);
    while (from < completion.length) {
      const newline = completion.indexOf('\n', from);
      const end = newline < 0 ? completion.length : newline + 1;
      const to = end - from <= MAX_LINE_LENGTH ? end : beforeSplitCharacter(completion, from + MAX_LINE_LENGTH);
      lines.push([from, to]);
      numbers.push(number);
      if (to === newline + 1) number++;
      from = to;
    }
  }

  return {
    update(completion, isEnded) {
      if (
        completion.length < read.length ||
        (ended && !isEnded) ||
        !completion.startsWith(read.slice(-64), Math.max(0, read.length - 64))
      )
        restart();
      if (completion.length > read.length) {
        splitter.write(completion.slice(read.length));
        addLines(completion);
        read = completion;
      }
      if (isEnded && !ended) {
        splitter.end();
        ended = true;
      }
    },
    get lines() {
      return lines;
    },
    get numbers() {
      return numbers;
    },
    indexAt(offset) {
      const index = firstAfter(lines.length, (line) => lines[line]?.[1] ?? 0, offset);
      // The offset at the end of the text belongs to the last line.
      return Math.max(0, Math.min(index, lines.length - 1));
    },
    piecesOf([from, to]) {
      const inLine: SyntaxPiece[] = [];
      let covered = from;
      for (
        let i = firstAfter(splitter.pieces.length, (index) => splitter.pieces[index]?.at[1] ?? 0, from);
        i < splitter.pieces.length;
        i++
      ) {
        const piece = splitter.pieces[i];
        if (!piece || piece.at[0] >= to) break;
        covered = Math.min(piece.at[1], to);
        inLine.push({ kind: piece.kind, at: [Math.max(piece.at[0], from), covered] });
      }
      if (covered < to) inLine.push({ kind: 'text', at: [covered, to] });
      return inLine;
    },
  };
}

/** A completion and its raw text. A new object for each completion; `raw` itself is the same. */
export interface ReadCompletion {
  readonly completion: string;
  readonly raw: RawText;
}

/**
 * A function that reads a completion and returns the same object for the same completion. As a selector of the session it
 * runs when the completion changes, and rendering only takes its result.
 */
export function createRawReader(): (completion: string, ended: boolean) => ReadCompletion {
  const raw = createRawText();
  let known: (ReadCompletion & { readonly ended: boolean }) | null = null;
  return (completion, ended) => {
    if (known?.completion === completion && known.ended === ended) return known;
    raw.update(completion, ended);
    known = { completion, ended, raw };
    return known;
  };
}

/** Binary search: the index of the first of `count` sorted ranges that ends after `offset`. */
function firstAfter(count: number, endOf: (index: number) => number, offset: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endOf(middle) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Moves the offset back by one if it splits a character of two code units. */
function beforeSplitCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset - 1);
  return code >= 0xd800 && code < 0xdc00 ? offset - 1 : offset;
}
