import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { FrameNo, Row, Table } from '../../grounding/base.ts';
import { usePageStore, useSession } from '../../session/react.tsx';
import { Button, useAnnounce } from '../../ui/index.ts';
import { widthsOf } from './columns.ts';
import { planCell, planRemoval, planRow } from './plan.ts';
import type { Planned } from './plan.ts';
import { TITLES } from './titles.ts';

// In CSS pixels: the column of the buttons that remove a row, and what a field needs beside its words.
const REMOVE_WIDTH = 34;
const FIELD_WIDTH = 14;

interface Props {
  readonly table: Table;
  /** Null for the narrative structure, which belongs to no image. */
  readonly frame: FrameNo | null;
}

/** A table whose cells are text fields. Each change corrects the completion, so boxes and story follow. */
export function EditTable({ table, frame }: Props): ReactNode {
  const { columns, rows, kind } = table;
  const session = useSession();
  const store = usePageStore();
  const announce = useAnnounce();
  const [problem, setProblem] = useState<string | null>(null);
  const count = rows.reduce((most, row) => Math.max(most, row.cells.length), columns.length);
  const widths = widthsOf(columns, count);

  async function correct(
    plan: (run: NonNullable<ReturnType<typeof store.getState>['run']>) => Planned,
  ): Promise<boolean> {
    const { run } = store.getState();
    if (run === null) return false;
    const planned = plan(run);
    setProblem(planned.ok ? null : planned.problem);
    if (!planned.ok) return false;
    const done = await session.correct({ completion: run.completion, ...planned });
    if (done) announce(planned.label);
    return done;
  }

  return (
    <div className="overflow-x-auto">
      <table
        className="w-full table-fixed border-separate border-spacing-0 text-left"
        style={{ minWidth: REMOVE_WIDTH + widths.reduce((sum, width) => sum + width + FIELD_WIDTH, 0) }}
      >
        <caption className="pb-1 text-left text-[13px] font-semibold">{TITLES[kind]}</caption>
        <colgroup>
          <col style={{ width: REMOVE_WIDTH }} />
          {widths.map((width, i) => (
            <col key={i} style={{ width: width + FIELD_WIDTH }} />
          ))}
        </colgroup>
        <thead>
          <tr className="align-bottom text-[11.5px] text-soft">
            <th scope="col">
              <span className="sr-only">Remove</span>
            </th>
            {widths.map((_, i) => (
              <th key={i} scope="col" className="py-1 pr-2 font-medium [overflow-wrap:anywhere]">
                {columns[i] ?? <span className="sr-only">no heading</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, r) => {
            const name = nameOf(row, r);
            return (
              <tr key={r}>
                <td className="border-t border-line py-1 align-top">
                  <button
                    type="button"
                    aria-label={`Remove the row of ${name}`}
                    className="rounded-md p-1.5 text-soft hover:bg-sunk hover:text-ink"
                    onClick={() => void correct(() => planRemoval(row, name))}
                  >
                    <Trash2 size={14} aria-hidden />
                  </button>
                </td>
                {widths.map((_, n) => (
                  <td key={n} className="border-t border-line py-1 pr-2 align-top">
                    <CellField
                      label={`${columns[n] ?? `Cell ${n + 1}`} of ${name}`}
                      text={row.cells[n] ?? ''}
                      onChange={async (value) => correct((run) => planCell(run, table, row, n, value, name))}
                    />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
      {problem !== null && (
        <p role="alert" className="mt-1.5 text-bad">
          {problem}
        </p>
      )}
      <Button kind="quiet" className="mt-1" onClick={() => void correct((run) => planRow(run, table, frame))}>
        <Plus size={14} aria-hidden />
        Add a row
      </Button>
    </div>
  );
}

interface CellFieldProps {
  readonly label: string;
  readonly text: string;
  /** Resolves to false if the words were not accepted: they stay in the field. */
  readonly onChange: (value: string) => Promise<boolean>;
}

/** A cell as a text field. Enter and leaving the field accept the words, Escape puts the old ones back. */
function CellField({ label, text, onChange }: CellFieldProps): ReactNode {
  const [draft, setDraft] = useState<string | null>(null);

  async function accept(): Promise<void> {
    if (draft === null || draft.trim() === text) setDraft(null);
    else if (await onChange(draft)) setDraft(null);
  }

  function pressed(event: KeyboardEvent): void {
    if (event.key === 'Enter') {
      event.preventDefault();
      void accept();
    } else if (event.key === 'Escape' && draft !== null) {
      // The first Escape is for the cell, the second one leaves the editing.
      event.preventDefault();
      setDraft(null);
    }
  }

  return (
    <textarea
      aria-label={label}
      rows={Math.min(6, Math.ceil((draft ?? text).length / 16) || 1)}
      spellCheck={false}
      className="w-full resize-none rounded-md border border-edge/40 bg-sheet px-1.5 py-1 [field-sizing:content] focus:border-accent"
      value={draft ?? text}
      onChange={(event) => setDraft(event.target.value)}
      onBlur={() => void accept()}
      onKeyDown={pressed}
    />
  );
}

function nameOf({ id, cells }: Row, index: number): string {
  return id ?? (cells[0] || `row ${index + 1}`);
}
