import { plain } from '../plain.ts';
import { cellRange } from '../table.ts';
import type { EntityId, FrameAnalysis, FrameNo, Range } from '../types.ts';
import { EMPTY_WORDS, lowerWords, singular } from './english.ts';
import { finding, quoted } from './finding.ts';
import type { Finding } from './finding.ts';

/** Two descriptions describe different things if they share less than this part of the words of the shorter one. */
const LEAST_SHARED = 0.2;
/** Shorter descriptions say too little to be compared. */
const LEAST_WORDS = 4;

interface Described {
  readonly id: EntityId;
  readonly frame: FrameNo;
  readonly text: string;
  readonly at: Range;
}

/** IDs whose names or descriptions do not fit together. */
export function identitiesIn(analyses: readonly FrameAnalysis[]): readonly Finding[] {
  const names = cellsOf(analyses, /^name$/i);
  return [...twoNames(names), ...sharedNames(names), ...changes(cellsOf(analyses, /^description$/i))];
}

function cellsOf(analyses: readonly FrameAnalysis[], title: RegExp): readonly Described[] {
  return analyses.flatMap(({ frame, tables }) =>
    tables.flatMap(({ kind, columns, rows }) => {
      const column = columns.findIndex((heading) => title.test(plain(heading)));
      if ((kind !== 'characters' && kind !== 'objects') || column < 0) return [];
      return rows.flatMap((row): readonly Described[] => {
        const text = plain(row.cells[column] ?? '');
        return row.id === null || text === ''
          ? []
          : [{ id: row.id, frame, text, at: cellRange(row, column) ?? row.at }];
      });
    }),
  );
}

function contentOf(text: string): ReadonlySet<string> {
  return new Set(
    lowerWords(text)
      .filter((word) => !EMPTY_WORDS.has(word))
      .map(singular),
  );
}

/** The share of the words of the shorter text that the other one has, too. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const common = [...a].filter((word) => b.has(word)).length;
  return common / Math.max(1, Math.min(a.size, b.size));
}

const NO_NAME = /^(?:un(?:known|identified|named)|none|n\/?a|-+)/i;

function twoNames(names: readonly Described[]): readonly Finding[] {
  const first = new Map<EntityId, Described>();
  const reported = new Set<string>();
  return names.flatMap((one) => {
    if (NO_NAME.test(one.text)) return [];
    const before = first.get(one.id);
    if (before === undefined) first.set(one.id, one);
    const key = `${one.id} ${one.text.toLowerCase()}`;
    if (before === undefined || reported.has(key) || shared(contentOf(before.text), contentOf(one.text)) > 0) return [];
    reported.add(key);
    const sentence = `${one.id} is ${quoted(one.text)} in frame ${one.frame}, but ${quoted(before.text)} in frame ${before.frame}.`;
    return [finding('two-names', one.at, one.frame, [one.id], sentence)];
  });
}

function sharedNames(names: readonly Described[]): readonly Finding[] {
  const first = new Map<string, Described>();
  const reported = new Set<string>();
  return names.flatMap((one) => {
    const name = one.text.toLowerCase();
    if (NO_NAME.test(name)) return [];
    const before = first.get(name);
    if (before === undefined) first.set(name, one);
    const key = `${one.id} ${name}`;
    if (before === undefined || before.id === one.id || reported.has(key)) return [];
    reported.add(key);
    const sentence = `${one.id} has the name of ${before.id}: ${quoted(one.text)}, in frames ${before.frame} and ${one.frame}.`;
    return [finding('shared-name', one.at, one.frame, [one.id, before.id], sentence)];
  });
}

/** Compares each description with the one before it, because a person may change clothes once. */
function changes(descriptions: readonly Described[]): readonly Finding[] {
  const last = new Map<EntityId, Described>();
  return descriptions.flatMap((one) => {
    const before = last.get(one.id);
    last.set(one.id, one);
    if (before === undefined) return [];
    const [a, b] = [contentOf(before.text), contentOf(one.text)];
    const share = shared(a, b);
    if (Math.min(a.size, b.size) < LEAST_WORDS || share >= LEAST_SHARED) return [];
    const percent = Math.round(share * 100);
    const sentence = `${one.id} was ${quoted(before.text)} in frame ${before.frame} and is ${quoted(one.text)} in frame ${one.frame}: ${percent} % of the words are shared.`;
    return [finding('changed-description', one.at, one.frame, [one.id], sentence)];
  });
}
