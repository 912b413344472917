import { useVirtualizer } from '@tanstack/react-virtual';
import { Check, Copy } from 'lucide-react';
import { Fragment, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { sayFault } from '../../grounding/index.ts';
import type { Piece } from '../../grounding/index.ts';
import { useDocument, useReading } from '../../session/react.tsx';
import { Button } from '../../ui/index.ts';
import { createRawText } from './rawText.ts';

const LINE_HEIGHT = 20;

/** The completion to the last character, coloured by what the parser made of it, and the slips it found. */
export function Raw(): ReactNode {
  const id = useReading((reading) => reading.id, '');
  return <RawOf key={id} />;
}

function RawOf(): ReactNode {
  const completion = useReading((reading) => reading.completion, '');
  const ended = useDocument((document) => document.phase === 'done');
  const [raw] = useState(createRawText);
  raw.update(completion, ended);
  const scroller = useRef<HTMLDivElement>(null);
  const { lines } = raw;
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 20,
  });
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className="flex items-center gap-3 py-2">
        <p className="flex-1 text-soft">
          {completion.length.toLocaleString('en')} characters, {lines.length.toLocaleString('en')} lines
        </p>
        <CopyButton text={completion} />
      </div>
      <Slips completion={completion} />
      <div
        ref={scroller}
        className="min-h-40 flex-1 overflow-auto rounded-lg border border-line bg-sheet py-2 font-mono text-[12.5px] leading-5"
        role="region"
        aria-label="Raw completion"
        tabIndex={0}
      >
        {completion === '' && <p className="px-3 text-soft">Nothing has arrived yet.</p>}
        <div className="relative w-full" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const line = lines[item.index];
            return (
              line && (
                <div
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  className="absolute top-0 left-0 w-full px-3 break-words whitespace-pre-wrap"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  {raw.piecesOf(line).map((piece) => (
                    <PieceView
                      key={piece.at[0]}
                      piece={piece}
                      text={completion.slice(...piece.at).replace(/\n$/, '')}
                    />
                  ))}
                  {'​'}
                </div>
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

function PieceView({ piece, text }: { readonly piece: Piece; readonly text: string }): ReactNode {
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

// Of a megabyte of garbage nobody reads every slip.
const MOST_SLIPS = 50;

/** The slips of the syntax, each with the line it stands in. */
function Slips({ completion }: { readonly completion: string }): ReactNode {
  const faults = useDocument((document) => document.faults);
  if (faults.length === 0) return null;
  return (
    <details className="mb-2">
      <summary className="text-warn">
        {faults.length === 1 ? '1 slip in the syntax' : `${faults.length.toLocaleString('en')} slips in the syntax`}
      </summary>
      <ul className="mt-1 max-h-40 space-y-0.5 overflow-y-auto pl-4">
        {faults.slice(0, MOST_SLIPS).map((fault, i) => (
          <li key={i}>
            <span className="text-soft">Line {lineOf(completion, fault.at[0])}:</span> {sayFault(fault)}
          </li>
        ))}
        {faults.length > MOST_SLIPS && <li className="text-soft">and {faults.length - MOST_SLIPS} more</li>}
      </ul>
    </details>
  );
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function CopyButton({ text }: { readonly text: string }): ReactNode {
  const [told, tell] = useState<'copied' | 'refused' | null>(null);
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      tell('copied');
    } catch {
      tell('refused');
    }
  }
  return (
    <>
      {told === 'refused' && <span className="text-bad">The browser did not allow copying.</span>}
      <Button disabled={text === ''} onClick={() => void copy()} onBlur={() => tell(null)}>
        {told === 'copied' ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
        {told === 'copied' ? 'Copied' : 'Copy'}
      </Button>
    </>
  );
}
