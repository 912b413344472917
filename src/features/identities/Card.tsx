import { X } from 'lucide-react';
import { memo, useMemo } from 'react';
import type { ReactNode } from 'react';
import { presenceOf } from '../../grounding/index.ts';
import type { EntityId, GroundedDocument } from '../../grounding/index.ts';
import { useDesk, useDoc, useShownFrame } from '../../session/react.tsx';
import { identityStyle } from '../../theme/index.ts';
import { detailsOf, changesIn, periodsOf, sayFrames } from './details.ts';
import type { IdentityDetails, Period } from './details.ts';
import { Crops } from './Crops.tsx';
import { sayRow } from './cellShape.ts';

/** All that is known of one identity. It walks with the frame that is shown. */
export const Card = memo(function Card({ id }: { readonly id: EntityId }): ReactNode {
  const { view } = useDesk();
  const place = useDoc((doc) => doc.entities.indexOf(id));
  const who = useDoc((doc) => whoIs(doc, id));
  // As one string, so that a word about somebody else renders nothing here.
  const facts = useDoc((doc) => factsOf(doc, id));
  const analyses = useDoc((doc) => doc.analyses);
  const accounts = useMemo(() => detailsOf(analyses, id), [analyses, id]);
  return (
    <article aria-label={who} className="identity py-2.5" style={identityStyle(id, place)}>
      <header className="flex items-center gap-2 px-3 wide:px-5">
        <i className="swatch size-2.5 flex-none rounded-[3px]" aria-hidden />
        <h2 className="min-w-0 truncate font-serif text-[16px] font-semibold">{who}</h2>
        {who !== id && <span className="text-soft">{id}</span>}
        <button
          type="button"
          aria-label={`Let go of ${who}`}
          className="ml-auto rounded-md p-1 text-soft hover:bg-sunk hover:text-ink"
          onClick={() => view.pin([id], null, true)}
        >
          <X size={14} aria-hidden />
        </button>
      </header>
      <p className="px-3 pb-1.5 text-[12px] text-soft wide:px-5">{facts}</p>
      <Crops id={id} who={who} />
      <AtHand accounts={accounts} who={who} />
      <Accounts accounts={accounts} who={who} />
    </article>
  );
});

function whoIs(doc: GroundedDocument, id: EntityId): string {
  return presenceOf(doc).find((one) => one.id === id)?.name ?? id;
}

function factsOf(doc: GroundedDocument, id: EntityId): string {
  const presence = presenceOf(doc).find((one) => one.id === id);
  return presence === undefined ? 'In nothing that lies here' : sayRow(presence);
}

/** What the tables say of the entity in the frame that is shown. */
function AtHand({ accounts, who }: AccountsProps): ReactNode {
  const frame = useShownFrame();
  const traits = accounts.filter((account) => account.frame === frame).flatMap((account) => account.traits);
  return (
    <div
      role="group"
      aria-label={`${who} in image ${frame}, as analysed`}
      className="min-h-[3.4em] px-3 py-2 wide:px-5"
    >
      {traits.length === 0 ? (
        <p className="text-soft">
          The tables say nothing of {who} in image {frame}.
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

interface AccountsProps {
  readonly accounts: readonly IdentityDetails[];
  readonly who: string;
}

/** Its names and descriptions, frame by frame; words that the frame before did not have are marked. */
function Accounts({ accounts, who }: AccountsProps): ReactNode {
  const frame = useShownFrame();
  if (accounts.length === 0) {
    return <p className="px-3 text-soft wide:px-5">No table describes {who}: only the story speaks of it.</p>;
  }
  const periods = periodsOf(accounts);
  return (
    <ol aria-label={`How ${who} is described`} className="px-3 wide:px-5">
      {periods.map((period, i) => (
        <AccountLine
          key={i}
          period={period}
          before={periods[i - 1]?.account ?? null}
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

function AccountLine({ period, before, shown }: LineProps): ReactNode {
  const { view } = useDesk();
  const { frames, account } = period;
  const { name, description, frame } = account;
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
        {name === null && description === null && <span className="text-soft">without a description</span>}
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
