import { useState } from 'react';
import type { ReactNode } from 'react';
import { identitiesOf, isSettingElement } from '../../grounding/base.ts';
import type { EntityId, FrameNo } from '../../grounding/base.ts';
import { freeId } from '../../grounding/editing.ts';
import { frameCount } from '../../session/index.ts';
import type { ShownRun } from '../../session/index.ts';
import { usePageState, useSession, useView } from '../../session/react.tsx';
import { Button, Dialog, Field, Select, useAnnounce } from '../../ui/index.ts';
import { COMMANDS, plan } from './identityCommands.ts';
import type { Fields } from './identityCommands.ts';

/** A dialog that corrects an identity in tables, boxes and story at once, and shows before what will change. */
export function CorrectIdentity(): ReactNode {
  const { view } = useSession();
  const run = usePageState((state) => state.run);
  const ids = run === null ? [] : run.doc.entities.filter((id) => !isSettingElement(id));
  const pinned = useView(({ selection }) => selection.pinned?.ids.findLast((id) => ids.includes(id)));
  const [first] = ids;
  return (
    <Dialog
      open
      onOpenChange={() => view.choose({ overlay: null })}
      title="Correct an identity"
      description="Tables, boxes and story change together. The model’s own run stays: the correction is made in a copy of it."
    >
      {run === null || first === undefined ? (
        <p className="mt-4">The story has no identities.</p>
      ) : (
        <CommandForm run={run} ids={ids} initial={pinned ?? first} />
      )}
    </Dialog>
  );
}

interface FormProps {
  readonly run: ShownRun;
  readonly ids: readonly EntityId[];
  readonly initial: EntityId;
}

function CommandForm({ run, ids, initial }: FormProps): ReactNode {
  const session = useSession();
  const announce = useAnnounce();
  const frames = usePageState(frameCount);
  const identities = identitiesOf(run.doc);
  const [fields, setFields] = useState<Fields>(() => fieldsFor(initial));
  const [failed, setFailed] = useState(false);
  const planned = plan(run, fields);
  const { id, command } = fields;

  function fieldsFor(of: EntityId): Omit<Fields, 'command'> & { readonly command: Fields['command'] } {
    return {
      id: of,
      command: 'rename',
      name: identities.name(of, null) ?? '',
      newId: freeId(run.doc, identities.kind(of)),
      other: ids.find((each) => each !== of) ?? null,
      first: Math.min(2, Math.max(1, frames)) as FrameNo,
      last: Math.max(1, frames) as FrameNo,
    };
  }
  const change = (some: Partial<Fields>): void => setFields((before) => ({ ...before, ...some }));
  const label = (of: EntityId): string => {
    const name = identities.name(of, null);
    return name === null ? of : `${name} (${of})`;
  };

  async function apply(): Promise<void> {
    if (!planned.ok) return;
    const { replacements } = planned.change;
    const done = await session.correct({ completion: run.completion, replacements, label: planned.label });
    setFailed(!done);
    if (!done) return;
    session.view.choose({ overlay: null });
    announce(planned.label);
  }

  return (
    <form
      className="mt-4 space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        void apply();
      }}
    >
      <Select
        label="Identity"
        value={id}
        options={ids.map((each) => ({ value: each, label: label(each) }))}
        onChange={(value) => setFields((before) => ({ ...fieldsFor(value), command: before.command }))}
      />
      <Select label="Correction" value={command} options={COMMANDS} onChange={(value) => change({ command: value })} />
      {command === 'rename' && (
        <Field label="New name" value={fields.name} eager onChange={(name) => change({ name })} />
      )}
      {(command === 'change-id' || command === 'split') && (
        <Field label="New ID" value={fields.newId} onChange={(newId) => change({ newId })} />
      )}
      {(command === 'merge' || command === 'swap') && fields.other !== null && (
        <Select
          label={command === 'merge' ? 'Merge into' : 'Swap with'}
          value={fields.other}
          options={ids.filter((each) => each !== id).map((each) => ({ value: each, label: label(each) }))}
          onChange={(other) => change({ other })}
        />
      )}
      {(command === 'split' || command === 'swap') && (
        <ImageSelect
          label={command === 'split' ? 'From image' : 'First image'}
          frames={frames}
          value={fields.first}
          onChange={(first) => change({ first })}
        />
      )}
      {command === 'swap' && (
        <ImageSelect label="Last image" frames={frames} value={fields.last} onChange={(last) => change({ last })} />
      )}
      <p role="status" className={planned.ok ? '' : 'text-soft'}>
        {planned.ok ? `${planned.label}.` : planned.problem}
      </p>
      {failed && (
        <p role="alert" className="text-bad">
          The text has changed since. Nothing was corrected; choose the correction again.
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={() => session.view.choose({ overlay: null })}>Cancel</Button>
        <Button kind="primary" type="submit" disabled={!planned.ok}>
          Correct
        </Button>
      </div>
    </form>
  );
}

interface ImageSelectProps {
  readonly label: string;
  readonly frames: number;
  readonly value: FrameNo;
  readonly onChange: (frame: FrameNo) => void;
}

function ImageSelect({ label, frames, value, onChange }: ImageSelectProps): ReactNode {
  return (
    <Select
      label={label}
      value={String(value)}
      options={Array.from({ length: Math.max(frames, 1) }, (_, i) => ({
        value: String(i + 1),
        label: `Image ${i + 1}`,
      }))}
      onChange={(chosen) => onChange(Number(chosen) as FrameNo)}
    />
  );
}
