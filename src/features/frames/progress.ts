import type { FrameAnalysis, FrameNo, GroundedDocument } from '../../grounding/index.ts';

/** How far the model has come with a frame. */
export type Progress = 'waiting' | 'analysing' | 'analysed' | 'telling' | 'told';

/** What is known of a frame: by `isRunning` more may come. Null where nothing is known, and nothing is waited for. */
export function progressOf(doc: GroundedDocument, isRunning: boolean, frame: FrameNo): Progress | null {
  const { told, analysed, now } = reachedOf(doc);
  if (told.has(frame)) return isRunning && now === frame ? 'telling' : 'told';
  if (analysed.has(frame)) return isRunning && now === frame ? 'analysing' : 'analysed';
  return isRunning ? 'waiting' : null;
}

interface Reached {
  readonly told: ReadonlySet<FrameNo>;
  readonly analysed: ReadonlySet<FrameNo>;
  /** The frame that the last words are about. */
  readonly now: FrameNo | null;
}

// Every tile asks of every document: of 200 frames, each would be looked for 200 times.
const cache = new WeakMap<GroundedDocument, Reached>();
const looked = new WeakMap<readonly FrameAnalysis[], ReadonlySet<FrameNo>>();

function reachedOf(doc: GroundedDocument): Reached {
  const known = cache.get(doc);
  if (known) return known;
  const told = new Set<FrameNo>();
  for (const { frame } of doc.story) if (frame !== null) told.add(frame);
  const made = { told, analysed: analysedIn(doc.analyses), now: nowAt(doc) };
  cache.set(doc, made);
  return made;
}

function analysedIn(analyses: readonly FrameAnalysis[]): ReadonlySet<FrameNo> {
  const known = looked.get(analyses);
  if (known) return known;
  const made = new Set(analyses.map(({ frame }) => frame));
  looked.set(analyses, made);
  return made;
}

function nowAt({ phase, story, analyses, narrative }: GroundedDocument): FrameNo | null {
  const last = story.at(-1);
  if (last !== undefined) return last.closed ? null : last.frame;
  // What comes after the last image is about all of them.
  return phase === 'thinking' && narrative === null ? (analyses.at(-1)?.frame ?? null) : null;
}

export const PROGRESS_WORDS: Readonly<Record<Progress, string>> = {
  waiting: 'Not reached yet',
  analysing: 'Being analysed',
  analysed: 'Analysed',
  telling: 'Being told',
  told: 'Told',
};

/** What is known of a frame, in a line: `Told, 6 boxes, held`. */
export function sayTile(progress: Progress | null, boxes: number, held: boolean): string {
  const said: string[] = progress === null ? [] : [PROGRESS_WORDS[progress]];
  if (boxes > 0) said.push(boxes === 1 ? '1 box' : `${boxes} boxes`);
  if (held) said.push('the picture is held here');
  return said.join(', ');
}
