import { sayCount } from '../../grounding/base.ts';
import type { FrameAnalysis, FrameNo, GroundedDocument } from '../../grounding/base.ts';

/** How far the model has got with a frame. */
export type Progress = 'waiting' | 'analysing' | 'analysed' | 'writing' | 'written';

/**
 * The progress of a frame; `isRunning` means that more text may come. Null if the run has ended without mentioning the
 * frame.
 */
export function progressOf(doc: GroundedDocument, isRunning: boolean, frame: FrameNo): Progress | null {
  const { written, analysed, now } = progressesOf(doc);
  if (written.has(frame)) return isRunning && now === frame ? 'writing' : 'written';
  if (analysed.has(frame)) return isRunning && now === frame ? 'analysing' : 'analysed';
  return isRunning ? 'waiting' : null;
}

interface Progresses {
  readonly written: ReadonlySet<FrameNo>;
  readonly analysed: ReadonlySet<FrameNo>;
  /** The frame that the model is writing about now. */
  readonly now: FrameNo | null;
}

// Cached per document, because every tile asks: with 200 frames, the document would be searched 200 times.
const cache = new WeakMap<GroundedDocument, Progresses>();
const analysedFrames = new WeakMap<readonly FrameAnalysis[], ReadonlySet<FrameNo>>();

function progressesOf(doc: GroundedDocument): Progresses {
  const known = cache.get(doc);
  if (known) return known;
  const written = new Set<FrameNo>();
  for (const { frame } of doc.story) if (frame !== null) written.add(frame);
  const made = { written, analysed: analysedIn(doc.analyses), now: currentFrame(doc) };
  cache.set(doc, made);
  return made;
}

function analysedIn(analyses: readonly FrameAnalysis[]): ReadonlySet<FrameNo> {
  const known = analysedFrames.get(analyses);
  if (known) return known;
  const made = new Set(analyses.map(({ frame }) => frame));
  analysedFrames.set(analyses, made);
  return made;
}

function currentFrame({ phase, story, analyses, narrative }: GroundedDocument): FrameNo | null {
  const last = story.at(-1);
  if (last !== undefined) return last.closed ? null : last.frame;
  // The narrative structure follows the last analysis and is about all images.
  return phase === 'thinking' && narrative === null ? (analyses.at(-1)?.frame ?? null) : null;
}

export const PROGRESS_LABELS: Readonly<Record<Progress, string>> = {
  waiting: 'Not reached yet',
  analysing: 'Analysing',
  analysed: 'Analysed',
  writing: 'Writing',
  written: 'Written',
};

/** The description of a tile for screen readers: `Written, 6 boxes, 2 findings, held`. */
export function sayTile(progress: Progress | null, boxes: number, findings: number, held: boolean): string {
  const parts: string[] = progress === null ? [] : [PROGRESS_LABELS[progress]];
  if (boxes > 0) parts.push(sayCount(boxes, 'box', 'boxes'));
  if (findings > 0) parts.push(sayCount(findings, 'finding', 'findings'));
  if (held) parts.push('held');
  return parts.join(', ');
}
