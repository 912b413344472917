import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { sayCount } from '../../grounding/base.ts';
import { score } from '../../session/index.ts';
import { usePageState, useRecords, useSession, useStory, useView } from '../../session/react.tsx';
import { Button, useAnnounce } from '../../ui/index.ts';
import { goToStory } from './startRating.ts';

const SCORES = [1, 2, 3, 4, 5] as const;

/** The bar of the rating that is in progress: scores of the story on the page, and the way to the next story. */
export function RatingBar(): ReactNode {
  const session = useSession();
  const announce = useAnnounce();
  const rating = useView((state) => state.rating);
  const run = useStory(({ id }) => id, '');
  const rater = usePageState(({ preferences }) => preferences.rater);
  const record = useRecords(({ runs }) => runs[run]);
  if (rating === null) return null;
  const { index, items } = rating;
  const own = record?.scores?.find((one) => one.rater === rater);
  const invented = record?.verdicts?.filter((one) => one.rater === rater && one.verdict === 'invented').length ?? 0;
  const go = (to: number): void => {
    void goToStory(session, to);
    announce(`Story ${to + 1} of ${items.length}.`);
  };
  return (
    <section
      aria-label="Rating"
      className="flex flex-wrap items-center gap-x-6 gap-y-1 border-t border-line bg-sunk px-4 py-2 narrow:gap-x-3 narrow:px-3"
    >
      <p>
        <span className="font-semibold">
          Story {index + 1} of {items.length}
        </span>
        <span className="ml-2 text-soft">{sayCount(invented, 'invention', 'inventions')}</span>
      </p>
      {(['description', 'creativity'] as const).map((what) => (
        <Scale
          key={what}
          label={what === 'description' ? 'Description' : 'Creativity'}
          value={own?.[what] ?? null}
          onChange={(value) => score(session, run, rater, { [what]: value })}
        />
      ))}
      <div className="ml-auto flex items-center gap-1 narrow:[&_button]:h-7 narrow:[&_button]:px-2">
        <Button kind="quiet" disabled={index === 0} onClick={() => go(index - 1)}>
          <ChevronLeft size={15} aria-hidden /> Previous story
        </Button>
        <Button disabled={index === items.length - 1} onClick={() => go(index + 1)}>
          Next story <ChevronRight size={15} aria-hidden />
        </Button>
        <Button onClick={() => session.view.choose({ rating: null, overlay: 'rating' })}>End the rating</Button>
      </div>
    </section>
  );
}

interface ScaleProps {
  readonly label: string;
  readonly value: number | null;
  readonly onChange: (value: number) => void;
}

/** A choice from 1 to 5. */
function Scale({ label, value, onChange }: ScaleProps): ReactNode {
  const name = useId();
  const isReadOnly = usePageState(({ readOnly }) => readOnly !== null);
  return (
    <fieldset disabled={isReadOnly} className="flex items-center gap-2">
      <legend className="float-left mr-2 text-soft">{label}</legend>
      {SCORES.map((one) => (
        <label key={one} className="flex cursor-pointer items-center gap-1">
          <input
            type="radio"
            name={name}
            className="accent-accent"
            checked={value === one}
            onChange={() => onChange(one)}
          />
          {one}
        </label>
      ))}
    </fieldset>
  );
}
