import { useState } from 'react';
import type { ReactNode } from 'react';
import { Button, Dialog, Field } from '../../ui/index.ts';

interface Props {
  readonly title: string;
  readonly name: string;
  readonly onName: (name: string) => void;
  readonly onClose: () => void;
}

/** Asks for the name of a run. */
export function NameDialog({ title, name, onName, onClose }: Props): ReactNode {
  const [text, setText] = useState(name);
  function save(): void {
    onName(text);
    onClose();
  }
  return (
    <Dialog open onOpenChange={onClose} title={title} description="The name is shown in the menu of runs.">
      <div className="mt-4 flex items-end gap-2">
        <Field className="flex-1" label="Name" value={text} onChange={setText} onEnter={save} eager />
        <Button className="mb-px" onClick={save}>
          Save
        </Button>
      </div>
    </Dialog>
  );
}
