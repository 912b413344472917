import { createParser } from './parser.ts';
import type { GroundingEvent, Range } from './types.ts';

/** How the parser reads a piece of the raw text. */
export type SyntaxKind = 'tag' | 'heading' | 'columns' | 'row' | 'layout' | 'text';

export interface SyntaxPiece {
  readonly kind: SyntaxKind;
  readonly at: Range;
}

/** The raw text in pieces, as the parser reads it. The pieces tile the text that is certain; undecided text is not in them. */
export interface SyntaxSplitter {
  readonly write: (text: string) => void;
  readonly end: () => void;
  readonly pieces: readonly SyntaxPiece[];
}

export function createSyntaxSplitter(): SyntaxSplitter {
  const pieces: SyntaxPiece[] = [];
  const parser = createParser((event) => {
    const kind = kindOf(event);
    const { at } = event;
    if (kind === null || at[0] === at[1]) return;
    const last = pieces.at(-1);
    if (last?.kind === 'text' && kind === 'text') pieces[pieces.length - 1] = { kind, at: [last.at[0], at[1]] };
    else pieces.push({ kind, at });
  });
  return { write: parser.write, end: parser.end, pieces };
}

function kindOf(event: GroundingEvent): SyntaxKind | null {
  switch (event.type) {
    case 'think-open':
    case 'think-close':
    case 'frame-open':
    case 'frame-close':
    case 'mention-open':
    case 'mention-close':
      return 'tag';
    case 'image-heading':
    case 'section-heading':
    case 'narrative-heading':
      return 'heading';
    case 'table':
      return 'columns';
    case 'row':
      return 'row';
    case 'layout':
      return 'layout';
    case 'note':
    case 'text':
      return 'text';
    case 'mention-unclosed':
    case 'image-again':
    case 'unnamed-boxes':
    case 'count-from-zero':
    case 'draft':
    case 'no-draft':
    case 'fault':
    case 'end':
      return null;
  }
}
