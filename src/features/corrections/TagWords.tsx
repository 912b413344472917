import { useState } from 'react';
import type { ReactNode } from 'react';
import { identitiesOf } from '../../grounding/base.ts';
import type { EntityId, MentionTag } from '../../grounding/base.ts';
import type { ShownRun, TagTarget } from '../../session/index.ts';
import { usePageState, useSession } from '../../session/react.tsx';
import { Button, Checkbox, Dialog, Field, Select, useAnnounce } from '../../ui/index.ts';
import { choicesFor, planClosing, planTag, planUntag, wordsOf } from './tagCommands.ts';
import type { PlannedTag, TaggedWords } from './tagCommands.ts';

const TAGS: readonly { readonly value: MentionTag; readonly label: string }[] = [
  { value: 'gdo', label: 'Person or thing' },
  { value: 'gda', label: 'Action' },
  { value: 'gdl', label: 'Place' },
];

/** A dialog that tags words of the story, or changes or removes the tag of a mention. */
export function TagWords({ target }: { readonly target: TagTarget }): ReactNode {
  const { view } = useSession();
  const run = usePageState((state) => state.run);
  // What the dialog is about must not change while its correction is on its way.
  const [words] = useState(() => (run === null ? null : wordsOf(run, target)));
  return (
    <Dialog
      open
      onOpenChange={() => view.choose({ overlay: null })}
      title={words === null ? 'Tag words' : `Tag “${shortened(words.text)}”`}
      description="The tag links the words to the boxes of its identities. The model’s own run stays: the correction is made in a copy of it."
    >
      {run === null || words === null ? (
        <p className="mt-4">The text has changed since. Select the words again.</p>
      ) : (
        <TagForm run={run} words={words} />
      )}
    </Dialog>
  );
}

const shortened = (text: string): string => (text.length > 40 ? `${text.slice(0, 40).trimEnd()}…` : text);

function TagForm({ run, words }: { readonly run: ShownRun; readonly words: TaggedWords }): ReactNode {
  const session = useSession();
  const announce = useAnnounce();
  const { mention, frame } = words;
  const identities = identitiesOf(run.doc);
  const [tag, setTag] = useState<MentionTag>(mention?.tag ?? 'gdo');
  const [chosen, setChosen] = useState<readonly EntityId[]>(mention?.ids ?? []);
  const [newId, setNewId] = useState('');
  const [failed, setFailed] = useState(false);
  const typed = newId.trim().toLowerCase() as EntityId;
  const planned = planTag(run, words, tag, typed === ('' as EntityId) ? chosen : [...chosen, typed]);
  const removal = planUntag(run, words);
  const closing = planClosing(run, words);

  async function correct(plan: PlannedTag): Promise<void> {
    if (!plan.ok) return;
    const { replacements, label } = plan;
    const done = await session.correct({ completion: run.completion, replacements, label });
    setFailed(!done);
    if (!done) return;
    session.view.choose({ overlay: null });
    announce(label);
  }

  return (
    <form
      className="mt-4 space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        void correct(planned);
      }}
    >
      <Select label="Kind" value={tag} options={TAGS} onChange={setTag} />
      <fieldset>
        <legend className="mb-1 text-[12px] font-medium text-soft">
          {frame === null ? 'Identities' : `Identities, those of image ${frame} first`}
        </legend>
        <div className="grid max-h-[30dvh] grid-cols-2 gap-x-4 gap-y-1 overflow-y-auto">
          {choicesFor(run.doc, frame).map((id) => {
            const name = identities.name(id, frame);
            return (
              <Checkbox
                key={id}
                label={name === null ? id : `${name} (${id})`}
                checked={chosen.includes(id)}
                onChange={(on) => setChosen((before) => (on ? [...before, id] : before.filter((each) => each !== id)))}
              />
            );
          })}
        </div>
      </fieldset>
      <Field
        label="Another ID"
        value={newId}
        hint="Only if no identity above fits, such as char7."
        onChange={setNewId}
      />
      <p role="status" className={planned.ok ? '' : 'text-soft'}>
        {planned.ok ? `${planned.label}.` : planned.problem}
      </p>
      {failed && (
        <p role="alert" className="text-bad">
          The text has changed since. Nothing was corrected; select the words again.
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        {removal && (
          <Button className="mr-auto" onClick={() => void correct(removal)}>
            Remove the tag
          </Button>
        )}
        {closing && <Button onClick={() => void correct(closing)}>Close the tag</Button>}
        <Button kind="primary" type="submit" disabled={!planned.ok}>
          Tag
        </Button>
      </div>
    </form>
  );
}
