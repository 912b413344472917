import { eachMention } from '../../grounding/audit.ts';
import type { Finding } from '../../grounding/audit.ts';
import { boxRange, emptyDocument, groundingOf, identitiesOf } from '../../grounding/base.ts';
import type { EntityId, FrameNo, GroundedDocument, Identities, Range } from '../../grounding/base.ts';
import { findingsIn, targetKey } from '../../session/index.ts';
import type { AuditList, AuditView, PageState } from '../../session/index.ts';
import { TAGS } from '../../theme/index.ts';

/** An entry of the audit's list: a finding, or a mention or a box that can be judged. */
export interface Entry {
  /** The same as long as the entry is the same, also while the text grows. */
  readonly key: string;
  /** The kind of the finding, or `mention` or `box`. */
  readonly kind: string;
  /** The place in the completion. */
  readonly at: Range;
  readonly frame: FrameNo | null;
  readonly entities: readonly EntityId[];
  /** Null for a mention or a box. */
  readonly severity: Finding['severity'] | null;
  readonly sentence: string;
}

const fromFindings = new WeakMap<object, readonly Entry[]>();
const mentions = new WeakMap<GroundedDocument, readonly Entry[]>();
const boxes = new WeakMap<GroundedDocument['analyses'], readonly Entry[]>();

/** The entries of a list, in the order of the text. The same list as long as nothing in it changes. */
export function entriesOf(state: Pick<PageState, 'run'>, list: AuditList): readonly Entry[] {
  const doc = state.run?.doc ?? emptyDocument;
  switch (list) {
    case 'findings': {
      const found = findingsIn(state);
      return made(fromFindings, found, () => found.list);
    }
    case 'mentions':
      return made(mentions, doc, () => mentionsIn(doc));
    case 'boxes':
      return made(boxes, doc.analyses, () => boxesIn(doc));
  }
}

/** The entries that pass the filters. */
export function filtered(entries: readonly Entry[], { kind, frame, entity }: AuditView): readonly Entry[] {
  return entries.filter(
    (entry) =>
      (kind === null || entry.kind === kind) &&
      (frame === null || entry.frame === frame) &&
      (entity === null || entry.entities.includes(entity)),
  );
}

type Content = Omit<Entry, 'key'>;

function made<K extends object>(
  known: WeakMap<K, readonly Entry[]>,
  key: K,
  make: () => readonly Content[],
): readonly Entry[] {
  const before = known.get(key);
  if (before !== undefined) return before;
  const entries = withKeys(make());
  known.set(key, entries);
  return entries;
}

function withKeys(contents: readonly Content[]): readonly Entry[] {
  const counts = new Map<string, number>();
  return contents.map((content) => {
    const name = targetKey(content);
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return { ...content, key: count === 0 ? name : `${name} ${count}` };
  });
}

function mentionsIn(doc: GroundedDocument): readonly Content[] {
  const identities = identitiesOf(doc);
  const all = eachMention(doc).map(({ mention, text, frame }): Content => {
    const { ids, at, tag } = mention;
    const names = ids.map((id) => `${titleOf(id, frame, identities)}${WHERE[groundingOf(identities, id, frame)]}`);
    const who = names.length === 0 ? 'names no identity' : `${TAGS[tag].one} of ${names.join(' and ')}`;
    const sentence = `“${text.trim()}”: ${who}.`;
    return { kind: 'mention', at, frame, entities: ids, severity: null, sentence };
  });
  return all.toSorted((a, b) => a.at[0] - b.at[0]);
}

const WHERE = {
  here: '',
  setting: ', in the setting',
  elsewhere: ', boxed elsewhere',
  none: ', boxed nowhere',
} as const;

function titleOf(id: EntityId, frame: FrameNo | null, identities: Identities): string {
  const name = identities.name(id, frame);
  return name === null ? id : `${name} (${id})`;
}

function boxesIn(doc: GroundedDocument): readonly Content[] {
  const identities = identitiesOf(doc);
  const frames = new Set(doc.analyses.map(({ frame }) => frame));
  return [...frames].flatMap((frame) =>
    identities.inFrame(frame).map(({ id, box, row }): Content => {
      const written = [box.x1, box.y1, box.x2, box.y2].join(',');
      const sentence = `Box ${written} of ${titleOf(id, frame, identities)}.`;
      return { kind: 'box', at: boxRange(row) ?? row.at, frame, entities: [id], severity: null, sentence };
    }),
  );
}
