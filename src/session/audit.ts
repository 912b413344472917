import { emptyDocument } from '../grounding/base.ts';
import type { EntityId, FrameNo, GroundedDocument } from '../grounding/base.ts';
import { findingsOf, settledEnd, settledOf } from '../grounding/audit.ts';
import type { Finding, Findings, FrameSizes } from '../grounding/audit.ts';
import { measuredIn, pixelSize } from './box-units.ts';
import { measureOf } from './selectors.ts';
import type { Frame, PageState, ShownRun } from './types.ts';

// Only code that loads on demand imports this file, so the first load does not have the audit.

interface Audited {
  readonly doc: GroundedDocument;
  readonly end: number;
  readonly sizes: FrameSizes;
  readonly findings: Findings;
}

// The findings of the runs that were shown last. They follow from the completion and are never part of a record.
const audited = new Map<string, Audited>();
const MOST_KNOWN = 4;

/**
 * What the audit finds in the run on the page. While the story is written, the findings change at the end of a sentence
 * and at a tag, not with each word.
 */
export function findingsIn({ run }: Pick<PageState, 'run'>): Findings {
  if (run === null) return NONE;
  const { id, doc } = run;
  const sizes = sizesOf(run);
  const before = audited.get(id);
  if (before?.sizes === sizes && before.doc === doc) return before.findings;
  const end = settledEnd(doc);
  if (before?.sizes === sizes && before.end === end && isSameButWords(before.doc, doc)) return before.findings;
  const findings = findingsOf(settledOf(doc), sizes);
  audited.delete(id);
  audited.set(id, { doc, end, sizes, findings });
  for (const oldest of audited.keys()) if (audited.size > MOST_KNOWN) audited.delete(oldest);
  return findings;
}

const NONE: Findings = findingsOf(emptyDocument, []);

/**
 * The findings for the marks in other panes. If the audit itself fails, there are none: only its own tab, which calls
 * `findingsIn`, crashes then.
 */
function findingsForMarks(state: Pick<PageState, 'run'>): Findings {
  try {
    return findingsIn(state);
  } catch {
    return NONE;
  }
}

/** Whether two documents of one run differ at most by the words at the end of the story. */
function isSameButWords(a: GroundedDocument, b: GroundedDocument): boolean {
  return (
    a.phase === b.phase &&
    a.analyses === b.analyses &&
    a.narrative === b.narrative &&
    a.faults === b.faults &&
    a.draft === b.draft &&
    a.story.length === b.story.length &&
    a.story.at(-1)?.closed === b.story.at(-1)?.closed &&
    a.story.every((part, i) => part === b.story[i] || i === a.story.length - 1)
  );
}

const measured = new WeakMap<readonly Frame[], Map<string, FrameSizes>>();

/** The sizes of the frames in the units of the boxes; the same list for the same frames and units. */
function sizesOf(run: ShownRun): FrameSizes {
  const { frames, sizes } = run;
  if (frames.length === 0) return sizes;
  const measure = measureOf(run);
  const key = JSON.stringify(measure);
  // Several runs may have the same frames and count their boxes in different units.
  const known = measured.get(frames) ?? new Map<string, FrameSizes>();
  measured.set(frames, known);
  const made =
    known.get(key) ?? frames.map((frame) => measuredIn(run.units, (units) => pixelSize(frame, units, measure)));
  known.set(key, made);
  return made;
}

const NO_SECTIONS: readonly (readonly Finding[])[] = [];
const bySection = new WeakMap<Findings, readonly (readonly Finding[])[]>();

/** The findings in each section of the story, by their place in the text. Made once for each result of the audit. */
export function findingsBySection(state: Pick<PageState, 'run'>): readonly (readonly Finding[])[] {
  const findings = findingsForMarks(state);
  if (findings === NONE) return NO_SECTIONS;
  const before = bySection.get(findings);
  if (before !== undefined) return before;
  const starts = state.run?.doc.story.map(({ tags }) => tags.opening[0]) ?? [];
  const made = starts.map((): Finding[] => []);
  let section = -1;
  for (const finding of findings.list) {
    while (finding.at[0] >= (starts[section + 1] ?? Infinity)) section++;
    made[section]?.push(finding);
  }
  bySection.set(findings, made);
  return made;
}

/** How many findings, without the notes, a frame has, and how many of them are about each entity. */
export interface FrameCounts {
  readonly all: number;
  readonly of: ReadonlyMap<EntityId, number>;
}

const byFrame = new WeakMap<Findings, ReadonlyMap<FrameNo, FrameCounts>>();

/** The number of findings by frame. Made once for each result of the audit. */
export function findingCounts(state: Pick<PageState, 'run'>): ReadonlyMap<FrameNo, FrameCounts> {
  const findings = findingsForMarks(state);
  const before = byFrame.get(findings);
  if (before !== undefined) return before;
  const made = new Map<FrameNo, { all: number; of: Map<EntityId, number> }>();
  for (const { frame, severity, entities } of findings.list) {
    if (frame === null || severity === 'note') continue;
    const counts = made.get(frame) ?? { all: 0, of: new Map() };
    made.set(frame, counts);
    counts.all++;
    for (const id of new Set(entities)) counts.of.set(id, (counts.of.get(id) ?? 0) + 1);
  }
  byFrame.set(findings, made);
  return made;
}
