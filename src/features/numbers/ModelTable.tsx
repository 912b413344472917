import type { ReactNode } from 'react';
import { rowGroups } from './model-rows.ts';
import type { ModelRow } from './model-rows.ts';
import type { ModelComparison } from './models.ts';
import { sayValue } from './say.ts';
import { SCORE_DEFINITIONS } from './score-definitions.ts';

/** The scores of the models, in groups that have the same columns. */
export function ModelTable({ comparison }: { readonly comparison: ModelComparison }): ReactNode {
  const groups = rowGroups(comparison);
  if (groups.length === 0) return null;
  return (
    <div role="region" aria-label="Scores of the models" tabIndex={0} className="overflow-x-auto">
      <table className="w-full min-w-[980px] text-right tabular-nums">
        <thead className="text-[12px] text-soft">
          <tr>
            {['Model', 'Column'].map((title) => (
              <th key={title} scope="col" className="pr-3 text-left font-normal">
                {title}
              </th>
            ))}
            <th scope="col" className="font-normal">
              Stories
            </th>
            {SCORE_DEFINITIONS.map(({ key, label, meaning }) => (
              <th key={key} scope="col" className="pl-3 font-normal" title={meaning}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ title, note, rows }) => (
          <tbody key={title}>
            <tr>
              <th
                scope="rowgroup"
                colSpan={3 + SCORE_DEFINITIONS.length}
                className="pt-3 pb-0.5 text-left font-semibold"
              >
                {title} <span className="pl-1 text-[12px] font-normal text-soft">{note}</span>
              </th>
            </tr>
            {rows.map((row) => (
              <Row key={`${row.name} ${row.column}`} row={row} />
            ))}
          </tbody>
        ))}
      </table>
    </div>
  );
}

function Row({ row: { name, column, stories, valueOf, intervalOf } }: { readonly row: ModelRow }): ReactNode {
  return (
    <tr className="border-t border-line align-top">
      <th scope="row" className="py-1 pr-3 text-left font-normal">
        {name}
      </th>
      <td className="py-1 pr-3 text-left text-soft">{column}</td>
      <td className="py-1">{stories ?? ''}</td>
      {SCORE_DEFINITIONS.map(({ key }) => (
        <td key={key} className="py-1 pl-3 whitespace-nowrap">
          {sayValue(valueOf(key), 'score')}
          {intervalOf !== null && (
            <span className="block text-[11px] text-soft">
              {sayEnd(intervalOf(key).low)} to {sayEnd(intervalOf(key).high)}
            </span>
          )}
        </td>
      ))}
    </tr>
  );
}

const sayEnd = (value: number): string => value.toFixed(2).replace('-', '−');
