import { createSyntaxSplitter } from '../../grounding/index.ts';
import type { SyntaxSplitter, SyntaxPiece, Range } from '../../grounding/index.ts';

/** A longer line is shown in parts: one element of a megabyte would be laid out as a whole. */
const MOST_IN_LINE = 2000;

/** The raw completion in lines and pieces, read on as it grows. */
export interface RawText {
  /** Brings it up to a completion; one that does not go on from the last is read afresh. */
  readonly update: (completion: string, ended: boolean) => void;
  readonly lines: readonly Range[];
  /** The number of each line, from 1; the parts of a long one have the same. */
  readonly numbers: readonly number[];
  /** The index of the line that an offset stands in. */
  readonly indexAt: (offset: number) => number;
  /** The pieces of a line, cut to it; what the parser has not decided yet is text. */
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
    // The last line may have grown: it is laid again.
    let from = lines.pop()?.[0] ?? 0;
    numbers.pop();
    let number = (numbers.at(-1) ?? 0) + (completion.charAt(from - 1) === '\n' || from === 0 ? 1 : 0);
    while (from < completion.length) {
      const newline = completion.indexOf('\n', from);
      const end = newline < 0 ? completion.length : newline + 1;
      const to = end - from <= MOST_IN_LINE ? end : wholeCharacters(completion, from + MOST_IN_LINE);
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
      // The end of the text is in its last line.
      return Math.max(0, Math.min(index, lines.length - 1));
    },
    piecesOf([from, to]) {
      const found: SyntaxPiece[] = [];
      let at = from;
      for (
        let i = firstAfter(splitter.pieces.length, (index) => splitter.pieces[index]?.at[1] ?? 0, from);
        i < splitter.pieces.length;
        i++
      ) {
        const piece = splitter.pieces[i];
        if (!piece || piece.at[0] >= to) break;
        at = Math.min(piece.at[1], to);
        found.push({ kind: piece.kind, at: [Math.max(piece.at[0], from), at] });
      }
      if (at < to) found.push({ kind: 'text', at: [at, to] });
      return found;
    },
  };
}

/** The index of the first of so many that ends behind `offset`; they are in order. */
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

/** The offset, or the one before it where it would part a character of two code units. */
function wholeCharacters(text: string, offset: number): number {
  const code = text.charCodeAt(offset - 1);
  return code >= 0xd800 && code < 0xdc00 ? offset - 1 : offset;
}
