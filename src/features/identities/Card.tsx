import { Pencil, X } from 'lucide-react';
import { memo, useMemo } from 'react';
import type { ReactNode } from 'react';
import { presenceOf } from '../../grounding/base.ts';
import type { EntityId, GroundedDocument } from '../../grounding/base.ts';
import { isRunning } from '../../session/index.ts';
import { useDoc, usePageState, useRunView, useShownFrame } from '../../session/react.tsx';
import { identityStyle } from '../../theme/index.ts';
import { detailsOf, changesIn, periodsOf, sayFrames } from './details.ts';
import type { IdentityDetails, Period } from './details.ts';
import { Crops } from './Crops.tsx';
import { sayRow } from './cellShape.ts';

/** Everything about one identity: crops, facts and descriptions. It follows the shown frame. */
export const Card = memo(function Card({ id }: { readonly id: EntityId }): ReactNode {
  const view = useRunView();
  const place = useDoc((doc) => doc.entities.indexOf(id));
  const name = useDoc((doc) => nameOf(doc, id));
  // One string, so that story text about other identities does not render this card.
  const facts = useDoc((doc) => factsOf(doc, id));
  const analyses = useDoc((doc) => doc.analyses);
  const details = useMemo(() => detailsOf(analyses, id), [analyses, id]);
  return (
    <article aria-label={name} className="identity py-2.5" style={identityStyle(id, place)}>
      <header className="flex items-center gap-2 px-3 wide:px-5">
        <i className="swatch size-2.5 flex-none rounded-[3px]" aria-hidden />
        <h2 className="min-w-0 truncate font-serif text-[16px] font-semibold">{name}</h2>
        {name !== id && <span className="text-soft">{id}</span>}
        <CorrectButton id={id} name={name} />
        <button
          type="button"
          aria-label={`Unpin ${name}`}
          className="rounded-md p-1 text-soft hover:bg-sunk hover:text-ink"
          onClick={() => view.unpin([id])}
        >
          <X size={14} aria-hidden />
        </button>
      </header>
      <p className="px-3 pb-1.5 text-[12px] text-soft wide:px-5">{facts}</p>
      <Crops id={id} name={name} />
      <TraitsInFrame details={details} name={name} />
      <Descriptions details={details} name={name} />
    </article>
  );
});

function CorrectButton({ id, name }: { readonly id: EntityId; readonly name: string }): ReactNode {
  const view = useRunView();
  const running = usePageState((state) => isRunning(state.run));
  return (
    <button
      type="button"
      aria-label={`Correct ${name}`}
      // A story that is being written cannot be corrected yet.
      disabled={running}
      className="ml-auto rounded-md p-1 text-soft hover:bg-sunk hover:text-ink disabled:opacity-40"
      onClick={() => {
        view.pin([id], null, true);
        view.choose({ overlay: 'identity' });
      }}
    >
      <Pencil size={14} aria-hidden />
    </button>
  );
}

function nameOf(doc: GroundedDocument, id: EntityId): string {
  return presenceOf(doc).find((each) => each.id === id)?.name ?? id;
}

function factsOf(doc: GroundedDocument, id: EntityId): string {
  const presence = presenceOf(doc).find((each) => each.id === id);
  return presence === undefined ? 'Not in this story' : sayRow(presence);
}

/** What the tables say about the entity in the shown frame. */
function TraitsInFrame({ details, name }: DetailsProps): ReactNode {
  const frame = useShownFrame();
  const traits = details.filter((each) => each.frame === frame).flatMap((each) => each.traits);
  return (
    <div
      role="group"
      aria-label={`${name} in image ${frame}, as analysed`}
      className="min-h-[3.4em] px-3 py-2 wide:px-5"
    >
      {traits.length === 0 ? (
        <p className="text-soft">
          The tables do not mention {name} in image {frame}.
        </p>
      ) : (
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
          {traits.map(({ heading, text }, i) => (
            <div key={i} className="contents">
              <dt className="text-soft">{heading}</dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

interface DetailsProps {
  readonly details: readonly IdentityDetails[];
  readonly name: string;
}

/**
 * The names and descriptions of the entity over the frames. Words that are new since the previous description are
 * marked.
 */
function Descriptions({ details, name }: DetailsProps): ReactNode {
  const frame = useShownFrame();
  if (details.length === 0) {
    return <p className="px-3 text-soft wide:px-5">No table describes {name}; only the story mentions it.</p>;
  }
  const periods = periodsOf(details);
  return (
    <ol aria-label={`How ${name} is described`} className="px-3 wide:px-5">
      {periods.map((period, i) => (
        <PeriodLine
          key={i}
          period={period}
          before={periods[i - 1]?.details ?? null}
          shown={period.frames.includes(frame)}
        />
      ))}
    </ol>
  );
}

interface LineProps {
  readonly period: Period;
  readonly before: IdentityDetails | null;
  readonly shown: boolean;
}

function PeriodLine({ period, before, shown }: LineProps): ReactNode {
  const view = useRunView();
  const { frames, details } = period;
  const { name, description, frame } = details;
  return (
    <li className={`grid grid-cols-[48px_minmax(0,1fr)] border-t border-line py-1 ${shown ? 'bg-sunk' : ''}`}>
      <button
        type="button"
        aria-label={`Show image ${frame}`}
        aria-current={shown}
        className={`self-start text-left text-[12px] leading-[1.62] hover:text-accent ${shown ? 'font-bold text-accent' : 'text-soft'}`}
        onClick={() => view.show(frame)}
      >
        {sayFrames(frames)}
      </button>
      <p>
        {name !== null && (
          <b className="font-semibold">
            <Changes text={name} before={before?.name ?? null} />
          </b>
        )}
        {name !== null && description !== null && ', '}
        {description !== null && <Changes text={description} before={before?.description ?? null} />}
        {name === null && description === null && <span className="text-soft">no description</span>}
      </p>
    </li>
  );
}

function Changes({ text, before }: { readonly text: string; readonly before: string | null }): ReactNode {
  return changesIn(text, before).map((piece, i) =>
    piece.changed ? (
      <ins
        key={i}
        className="rounded-[3px] bg-[color-mix(in_oklch,var(--tone)_var(--tint),transparent)] decoration-(--tone) decoration-[1.5px] underline-offset-3"
      >
        {piece.text}
      </ins>
    ) : (
      piece.text
    ),
  );
}
