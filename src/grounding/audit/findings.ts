import type { FrameAnalysis, GroundedDocument, StoryFrame } from '../types.ts';
import { boxesIn } from './boxes.ts';
import type { FrameSizes } from './boxes.ts';
import { closingsIn } from './closings.ts';
import { LEAST_ENGLISH, countEnglish } from './english.ts';
import type { Finding } from './finding.ts';
import { identitiesIn } from './identity.ts';
import { jumpsIn } from './jumps.ts';
import { referencesIn } from './references.ts';
import { onePlaceIn, twoNamesIn } from './story-wide.ts';
import { structureOf } from './structure.ts';
import { vocabularyOf } from './vocabulary.ts';
import { wordsIn } from './words.ts';

/** What the audit found in a completion. */
export interface Findings {
  /** In the order of the text. */
  readonly list: readonly Finding[];
  /** Whether the story is English. In another language the group `words` is off. */
  readonly english: boolean;
}

/**
 * Audits a document. The findings of a frame of the story are kept with that frame, and the findings in the tables with
 * the tables. So a new sentence costs only the check of its own frame.
 */
export function findingsOf(doc: GroundedDocument, sizes: FrameSizes): Findings {
  const english = isEnglish(doc.story);
  const list = [
    ...inTables(doc.analyses, sizes),
    ...doc.story.flatMap((part) => inFrame(part, doc.analyses).references),
    ...(english ? doc.story.flatMap((part) => inFrame(part, doc.analyses).words) : []),
    ...onePlaceIn(doc.story),
    ...(english ? twoNamesIn(doc.story) : []),
    ...closingsIn(doc),
    ...structureOf(doc, sizes.length),
  ];
  return { list: list.toSorted((a, b) => a.at[0] - b.at[0]), english };
}

interface InFrame {
  readonly analyses: readonly FrameAnalysis[];
  readonly references: readonly Finding[];
  readonly words: readonly Finding[];
}

const frames = new WeakMap<StoryFrame, InFrame>();

function inFrame(part: StoryFrame, analyses: readonly FrameAnalysis[]): InFrame {
  const known = frames.get(part);
  if (known?.analyses === analyses) return known;
  const made = {
    analyses,
    references: referencesIn(part, analyses),
    words: wordsIn(part, vocabularyOf(analyses)),
  };
  frames.set(part, made);
  return made;
}

const tables = new WeakMap<
  readonly FrameAnalysis[],
  { readonly sizes: FrameSizes; readonly list: readonly Finding[] }
>();

function inTables(analyses: readonly FrameAnalysis[], sizes: FrameSizes): readonly Finding[] {
  const known = tables.get(analyses);
  if (known?.sizes === sizes) return known.list;
  const list = [...boxesIn(analyses, sizes), ...identitiesIn(analyses), ...jumpsIn(analyses, sizes)];
  tables.set(analyses, { sizes, list });
  return list;
}

const counts = new WeakMap<StoryFrame, ReturnType<typeof countEnglish>>();

function isEnglish(story: readonly StoryFrame[]): boolean {
  let [all, frequent] = [0, 0];
  for (const part of story) {
    const known = counts.get(part) ?? countEnglish(part.spans.map(({ text }) => text).join(''));
    counts.set(part, known);
    all += known.all;
    frequent += known.frequent;
  }
  return all > 0 && frequent / all >= LEAST_ENGLISH;
}
