import type { Finding } from '../../grounding/audit.ts';
import type { Span } from '../../grounding/base.ts';

/**
 * The findings of a span, as a text, so that a span renders again only if its own findings change: for each marked
 * stretch its range, its severity and the offsets of its findings, as in `12-15 finding 12`. Empty without findings.
 */
export type Marks = string;

/** A stretch of a span with findings. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly severity: Finding['severity'];
  /** The offsets of the findings, joined by spaces. */
  readonly offsets: string;
}

interface Found {
  readonly from: number;
  readonly to: number;
  severity: Finding['severity'];
  readonly offsets: number[];
}

const NONE: readonly Marks[] = [];

const known = new WeakMap<readonly Finding[], { readonly spans: readonly Span[]; readonly marks: readonly Marks[] }>();

/** The marks of each span of a section. The result is kept for the same spans and findings. */
export function marksIn(spans: readonly Span[], findings: readonly Finding[]): readonly Marks[] {
  if (findings.length === 0) return NONE;
  const before = known.get(findings);
  if (before?.spans === spans) return before.marks;
  const found = spans.map((): Found[] => []);
  const tags = new Map<number, number>();
  for (const [i, { mention }] of spans.entries())
    for (let one = mention; one !== null; one = one.within) if (!tags.has(one.at[0])) tags.set(one.at[0], i);
  for (const finding of findings) {
    const index = tags.get(finding.at[0]) ?? spans.findLastIndex(({ at }) => at[0] <= finding.at[0]);
    const [span, own] = [spans[index], found[index]];
    if (span !== undefined && own !== undefined) add(own, rangeIn(span, finding), finding);
  }
  const marks = found.map((own) =>
    own.map(({ from, to, severity, offsets }) => `${from}-${to} ${severity} ${offsets.join(' ')}`).join('|'),
  );
  known.set(findings, { spans, marks });
  return marks;
}

/** The stretch of a span that a finding is about: the whole mention, the word, or the last word before a closing tag. */
function rangeIn({ at: [from, to], mention, text }: Span, { at }: Finding): readonly [from: number, to: number] {
  if (mention !== null) return [from, to];
  if (at[0] < to) return [at[0], Math.min(at[1], to)];
  return [from + text.trimEnd().search(/\S+$/), from + text.trimEnd().length];
}

function add(marks: Found[], [from, to]: readonly [number, number], { severity, at }: Finding): void {
  const same = marks.find((mark) => mark.from === from);
  if (same === undefined) marks.push({ from, to, severity, offsets: [at[0]] });
  else {
    same.offsets.push(at[0]);
    if (severity === 'finding') same.severity = severity;
  }
}

/** Reads the text of marks. */
export function readMarks(marks: Marks): readonly Mark[] {
  return marks.split('|').flatMap((text) => {
    const [range = '', severity, ...offsets] = text.split(' ');
    const [from, to] = range.split('-').map(Number);
    if (from === undefined || to === undefined || severity === undefined) return [];
    return [{ from, to, severity: severity === 'finding' ? 'finding' : 'note', offsets: offsets.join(' ') }];
  });
}
