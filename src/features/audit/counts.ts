import { FINDING_GROUPS } from '../../grounding/audit.ts';
import type { FindingGroup, FindingKind } from '../../grounding/audit.ts';
import { sayCount } from '../../grounding/base.ts';
import type { EntityId, FrameNo } from '../../grounding/base.ts';
import type { Entry } from './entries.ts';
import { GROUP_NAMES, KIND_NAMES } from './kindNames.ts';

/** How many entries have a value, such as a kind. */
export type Counts<T> = ReadonlyMap<T, number>;

export function countBy<T>(entries: readonly Entry[], valuesOf: (entry: Entry) => readonly T[]): Counts<T> {
  const counts = new Map<T, number>();
  for (const entry of entries)
    for (const value of new Set(valuesOf(entry))) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const kindsOf = ({ kind }: Entry): readonly string[] => [kind];
export const framesOf = ({ frame }: Entry): readonly FrameNo[] => (frame === null ? [] : [frame]);
export const entitiesOf = ({ entities }: Entry): readonly EntityId[] => entities;

/** A group of kinds of findings, with the number of entries of each kind that has any. */
export interface CountedGroup {
  readonly title: string;
  readonly kinds: readonly { readonly kind: FindingKind; readonly name: string; readonly count: number }[];
}

/** The groups that have entries, in the order of the groups. */
export function countedGroups(entries: readonly Entry[]): readonly CountedGroup[] {
  const counts = countBy(entries, kindsOf);
  return (Object.keys(FINDING_GROUPS) as FindingGroup[]).flatMap((group) => {
    const kinds = FINDING_GROUPS[group].flatMap((kind) => {
      const count = counts.get(kind) ?? 0;
      return count === 0 ? [] : [{ kind, name: KIND_NAMES[kind], count }];
    });
    return kinds.length === 0 ? [] : [{ title: GROUP_NAMES[group], kinds }];
  });
}

/** `17 findings and 26 notes`, `48 boxes`. */
export function sayEntries(entries: readonly Entry[]): string {
  const notes = entries.filter(({ severity }) => severity === 'note').length;
  const findings = entries.filter(({ severity }) => severity === 'finding').length;
  const others = entries.length - notes - findings;
  if (others > 0) return entries[0]?.kind === 'box' ? sayCount(others, 'box', 'boxes') : sayCount(others, 'mention');
  if (notes === 0) return sayCount(findings, 'finding');
  return `${sayCount(findings, 'finding')} and ${sayCount(notes, 'note')}`;
}
