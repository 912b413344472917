import { useState } from 'react';
import type { ReactNode } from 'react';
import { sayCount } from '../../grounding/base.ts';
import { usePageState, useSession } from '../../session/react.tsx';
import { Button, Checkbox, Dialog, Field, Select } from '../../ui/index.ts';
import { RatingFiles } from './RatingFiles.tsx';
import { itemsIn, startRating } from './startRating.ts';
import type { Scope } from './startRating.ts';

/** The dialog in which a rating begins, and in which the files of several raters are merged. */
export function RatingDialog(): ReactNode {
  const { view } = useSession();
  return (
    <Dialog
      open
      onOpenChange={() => view.choose({ overlay: null })}
      title="Rate stories"
      description="Read each story, judge its mentions and boxes, and score the whole story from 1 to 5."
    >
      <div className="mt-4 space-y-5">
        <Start />
        <RatingFiles />
      </div>
    </Dialog>
  );
}

const SCOPES: readonly { readonly value: Scope; readonly label: string }[] = [
  { value: 'sequence', label: 'All runs of this sequence' },
  { value: 'library', label: 'The newest run of each sequence in the library' },
];

function Start(): ReactNode {
  const session = useSession();
  const rater = usePageState(({ preferences }) => preferences.rater);
  const [scope, setScope] = useState<Scope>('sequence');
  const [size, setSize] = useState('');
  const [seed, setSeed] = useState('1');
  const [blind, setBlind] = useState(true);
  const [count] = useState(() => ({
    sequence: itemsIn(session, 'sequence').length,
    library: itemsIn(session, 'library').length,
  }));
  const sizeProblem = size === '' || /^[1-9]\d*$/.test(size) ? null : 'A whole number, or empty for all.';
  const seedProblem = /^\d+$/.test(seed) ? null : 'A whole number.';
  const raterProblem =
    rater.trim() === '' ? 'Type your name: it distinguishes your ratings from those of others.' : null;
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        void startRating(session, { scope, blind, seed: Number(seed), size: size === '' ? null : Number(size) });
      }}
    >
      <Field label="Rater" value={rater} hint={raterProblem} onChange={(value) => session.prefer({ rater: value })} />
      <Select
        label="Stories"
        value={scope}
        options={SCOPES}
        onChange={setScope}
        hint={`${sayCount(count[scope], 'story', 'stories')}.`}
      />
      <div className="grid grid-cols-2 gap-3">
        <Field
          label="Sample size"
          type="decimal"
          value={size}
          placeholder="All"
          problem={sizeProblem}
          hint="Empty for all."
          onChange={setSize}
        />
        <Field
          label="Seed"
          type="decimal"
          value={seed}
          problem={seedProblem}
          hint="The same seed gives the same stories."
          onChange={setSeed}
        />
      </div>
      <Checkbox label="Blind: hide model and run, and shuffle the stories" checked={blind} onChange={setBlind} />
      <Button
        kind="primary"
        type="submit"
        disabled={raterProblem !== null || sizeProblem !== null || seedProblem !== null || count[scope] === 0}
      >
        Start the rating
      </Button>
    </form>
  );
}
