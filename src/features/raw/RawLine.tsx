import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { Range } from '../../grounding/base.ts';
import type { SyntaxPiece } from '../../grounding/parsing.ts';
import type { RawText } from './rawText.ts';

interface Props {
  readonly raw: RawText;
  readonly line: Range;
  readonly completion: string;
}

/** A line of the completion, with each tag and each row of a table coloured. */
export function RawLine({ raw, line, completion }: Props): ReactNode {
  return (
    <>
      {raw.piecesOf(line).map((piece) => (
        <PieceView key={piece.at[0]} piece={piece} text={completion.slice(...piece.at).replace(/\n$/, '')} />
      ))}
      {/* Gives an empty line the height of a text line. */}
      {'\u200B'}
    </>
  );
}

function PieceView({ piece, text }: { readonly piece: SyntaxPiece; readonly text: string }): ReactNode {
  if (piece.kind === 'text') return text;
  if (piece.kind === 'row' || piece.kind === 'columns') {
    return (
      <span className={piece.kind === 'columns' ? 'raw-columns' : ''}>
        {text.split('|').map((cell, i) => (
          <Fragment key={i}>
            {i > 0 && <span className="raw-border">|</span>}
            {cell}
          </Fragment>
        ))}
      </span>
    );
  }
  return <span className={`raw-${piece.kind}`}>{text}</span>;
}
