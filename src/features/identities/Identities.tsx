import { useState } from 'react';
import type { ReactNode } from 'react';
import { isSettingElement } from '../../grounding/base.ts';
import { useDoc, useView } from '../../session/react.tsx';
import { Select } from '../../ui/index.ts';
import { Card } from './Card.tsx';
import { cellStyle } from './cellShape.ts';
import { Matrix } from './Matrix.tsx';
import { ORDERS } from './order.ts';
import type { Order } from './order.ts';

/** The Identities view: the matrix of identities and images, and a card for each pinned identity. */
export function Identities(): ReactNode {
  const [order, setOrder] = useState<Order>('first');
  const hasIdentities = useDoc((doc) => doc.entities.length > 0);
  const done = useDoc((doc) => doc.phase === 'done');
  if (!hasIdentities) {
    return (
      <p className="px-3 py-3 text-soft wide:px-5">
        {done
          ? 'This output names no identities.'
          : 'No identities yet. They appear with the tables of the first image.'}
      </p>
    );
  }
  return (
    <div className="@container flex h-full min-h-0 flex-col">
      <div className="relative flex flex-none items-center gap-x-4 overflow-x-auto px-3 py-1.5 text-[11.5px] whitespace-nowrap text-soft [scrollbar-width:none] wide:px-5">
        <Legend />
        <div className="ml-auto flex-none">
          <Select label="Sort" look="line" value={order} options={ORDERS} onChange={setOrder} />
        </div>
      </div>
      <div className="flex min-h-0 flex-1 flex-col @min-[620px]:flex-row">
        <Matrix order={order} />
        <Cards />
      </div>
    </div>
  );
}

const LEGEND = [
  { shape: 'boxed-written', acts: false, label: 'box, in the story' },
  { shape: 'boxed', acts: false, label: 'box, not in the story' },
  { shape: 'written', acts: false, label: 'in the story, no box' },
  { shape: 'boxed-written', acts: true, label: 'acts' },
] as const;

function Legend(): ReactNode {
  return (
    <ul aria-label="Legend" className="flex gap-x-3.5">
      {LEGEND.map(({ shape, acts, label }) => (
        <li key={label} className="flex items-center gap-1.5 [--tone:var(--soft)]">
          <i aria-hidden className={cellStyle(shape, acts)} />
          {label}
        </li>
      ))}
    </ul>
  );
}

/** The cards of all pinned identities. */
function Cards(): ReactNode {
  const pinned = useView((state) => state.selection.pinned?.ids);
  if (pinned === undefined) return null;
  return (
    <div
      role="region"
      aria-label="Pinned identities"
      tabIndex={0}
      className="min-h-0 min-w-0 flex-1 divide-y divide-line overflow-y-auto border-line focus-visible:-outline-offset-2 @max-[620px]:border-t @min-[620px]:border-l"
    >
      {pinned
        .filter((id) => !isSettingElement(id))
        .map((id) => (
          <Card key={id} id={id} />
        ))}
    </div>
  );
}
