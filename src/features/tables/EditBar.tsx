import { Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { isRunning } from '../../session/index.ts';
import { useDoc, usePageState, useRunView, useView } from '../../session/react.tsx';
import { Button } from '../../ui/index.ts';

/** Begins and ends the editing of the tables, and says what it does. Without tables, and during a run, there is nothing to edit. */
export function EditBar(): ReactNode {
  const view = useRunView();
  const editing = useView((state) => state.editing);
  const ready = usePageState(({ run }) => run !== null && !isRunning(run));
  const hasTables = useDoc(
    ({ analyses, narrative }) => narrative !== null || analyses.some(({ tables }) => tables.length > 0),
  );
  if (!ready || !hasTables) return null;
  return (
    <div className="flex items-center gap-3 print:hidden">
      {editing && (
        <p className="text-soft">You are editing a copy of the run. Enter accepts a cell, Esc leaves the editing.</p>
      )}
      <Button
        kind={editing ? 'plain' : 'quiet'}
        className="ml-auto"
        aria-pressed={editing}
        onClick={() => view.choose({ editing: !editing })}
      >
        <Pencil size={14} aria-hidden />
        Edit tables
      </Button>
    </div>
  );
}
