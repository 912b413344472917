import type { ReactNode } from 'react';
import { identitiesOf } from '../../grounding/base.ts';
import type { EntityId, FrameNo } from '../../grounding/base.ts';
import type { AuditList } from '../../session/index.ts';
import { useDoc, useRunView, useView } from '../../session/react.tsx';
import { Select } from '../../ui/index.ts';
import { countBy, countedGroups, entitiesOf, framesOf } from './counts.ts';
import type { Entry } from './entries.ts';
import { auditOf, chooseList } from './walk.ts';

const LISTS: readonly { readonly value: AuditList; readonly label: string }[] = [
  { value: 'findings', label: 'Findings' },
  { value: 'mentions', label: 'All mentions' },
  { value: 'boxes', label: 'All boxes' },
];

/** The line above the list: what it lists, and for which image and identity. */
export function Filters({ entries }: { readonly entries: readonly Entry[] }): ReactNode {
  const view = useRunView();
  const { list, kind, frame, entity } = useView(auditOf);
  const identities = useDoc(identitiesOf);
  const name = (id: EntityId): string => {
    const found = identities.name(id, null);
    return found === null ? id : `${found} (${id})`;
  };
  const frames = [...countBy(entries, framesOf)].toSorted(([a], [b]) => a - b);
  const kinds = countedGroups(entries).flatMap((group) => group.kinds);
  return (
    <div className="flex flex-none flex-wrap items-center gap-x-4 px-3 pt-1.5 wide:px-5 [&_select]:max-w-40 [&_select]:truncate">
      <Select
        label="List"
        look="line"
        value={list}
        options={LISTS}
        onChange={(value) => chooseList(view, { list: value, kind: null, frame: null, entity: null })}
      />
      {list === 'findings' && (
        <div className="@min-[620px]:hidden">
          <Select
            label="Kind"
            look="line"
            value={kind ?? ''}
            options={[
              { value: '', label: 'All kinds' },
              ...kinds.map((one) => ({ value: one.kind, label: `${one.name} (${one.count})` })),
            ]}
            onChange={(value) => chooseList(view, { kind: value === '' ? null : value })}
          />
        </div>
      )}
      <Select
        label="Image"
        look="line"
        value={String(frame ?? '')}
        options={[
          { value: '', label: 'All images' },
          ...frames.map(([no, count]) => ({ value: String(no), label: `Image ${no} (${count})` })),
        ]}
        onChange={(value) => chooseList(view, { frame: value === '' ? null : (Number(value) as FrameNo) })}
      />
      <Select
        label="Identity"
        look="line"
        value={entity ?? ''}
        options={[
          { value: '', label: 'All identities' },
          ...[...countBy(entries, entitiesOf)].map(([id, count]) => ({ value: id, label: `${name(id)} (${count})` })),
        ]}
        onChange={(value) => chooseList(view, { entity: value === '' ? null : value })}
      />
    </div>
  );
}
