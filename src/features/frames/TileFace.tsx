import { Eye, PenLine, Pin, ScanEye, Text, TriangleAlert } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import { memo } from 'react';
import type { ReactNode } from 'react';
import type { FrameNo } from '../../grounding/base.ts';
import { Boxes } from './Boxes.tsx';
import type { BoxedRow } from './boxOutlines.ts';
import { PROGRESS_LABELS } from './progress.ts';
import type { Progress } from './progress.ts';

interface Props {
  readonly frame: FrameNo;
  /**
   * The number on the tile: its position in the strip. It differs from `frame` if the story was written for other
   * frames.
   */
  readonly place: number;
  readonly url: string | null;
  readonly rows: readonly BoxedRow[];
  readonly orders: readonly number[];
  readonly progress: Progress | null;
  readonly findings: number;
  readonly held: boolean;
  /** Whether the tile is in view or close to it. */
  readonly near: boolean;
}

// An eye means analysed, lines of text mean written; the icon pulses while the model is working on the frame.
const ICONS: Readonly<Record<Exclude<Progress, 'waiting'>, LucideIcon>> = {
  analysing: ScanEye,
  analysed: Eye,
  writing: PenLine,
  written: Text,
};

/** The content of a tile: the picture with its boxes, its number, and its progress. */
export const TileFace = memo(function TileFace(props: Props): ReactNode {
  const { frame, place, url, rows, orders, progress, findings, held, near } = props;
  return (
    <>
      {url === null ? (
        <span className="absolute inset-0 rounded-[7px] border border-dashed border-edge" />
      ) : (
        <img
          src={url}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          className={`size-full object-cover transition-opacity motion-reduce:transition-none ${progress === 'waiting' ? 'opacity-40' : ''}`}
        />
      )}
      {near && <Boxes frame={frame} rows={rows} fit={url === null ? 'contain' : 'cover'} orders={orders} />}
      <span className="absolute top-1 left-1 flex h-4 items-center gap-1 rounded-[4px] bg-[#14120f99] px-1 text-[11px] leading-none font-semibold text-white">
        {place}
        {progress !== null && progress !== 'waiting' && <ProgressIcon progress={progress} />}
      </span>
      {findings > 0 && (
        <span
          // The number is generated content: the button has a name, and its description has the number.
          data-count={findings}
          className="absolute bottom-1 left-1 flex h-4 items-center gap-1 rounded-[4px] bg-[#14120fb3] px-1 text-[11px] leading-none font-semibold text-[#f0c070] after:content-[attr(data-count)]"
        >
          <TriangleAlert size={10} strokeWidth={2.25} aria-hidden />
        </span>
      )}
      {held && (
        <span className="absolute right-1 bottom-1 rounded-[4px] bg-accent p-0.5 text-accent-ink" title="Held">
          <Pin size={11} aria-hidden />
        </span>
      )}
    </>
  );
});

function ProgressIcon({ progress }: { readonly progress: keyof typeof ICONS }): ReactNode {
  const Icon = ICONS[progress];
  const live = progress === 'analysing' || progress === 'writing';
  return (
    <span title={PROGRESS_LABELS[progress]} className={live ? 'motion-safe:animate-pulse' : 'text-white/80'}>
      <Icon size={11} strokeWidth={2.25} aria-hidden />
    </span>
  );
}
