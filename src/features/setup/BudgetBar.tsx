import type { ReactNode } from 'react';
import { budgetOf, framesThatFit, remediesOf, totalOf } from '../../session/index.ts';
import type { Budget } from '../../session/index.ts';
import { useDesk, useSession, useSessionParts } from '../../session/react.tsx';
import { Button, useAnnounceOnce } from '../../ui/index.ts';

const PARTS = [
  { part: 'pictures', label: 'frames', tone: 'bg-accent' },
  { part: 'text', label: 'prompts', tone: 'bg-accent/55' },
  { part: 'answer', label: 'answer', tone: 'bg-good/60' },
] as const;

const count = (tokens: number): string => Math.round(tokens).toLocaleString('en');

/** The tokens of the next request against the model's context, and what to change where they do not fit. */
export function BudgetBar(): ReactNode {
  const budget = useSessionParts(budgetOf);
  const total = totalOf(budget);
  const { context, counted } = budget;
  const over = context !== null && total > context;
  const most = Math.max(context ?? total, total, 1);
  return (
    <div role="group" aria-label="Token budget" className="space-y-2">
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="text-[12px] font-medium text-soft">Tokens of the next request</h3>
        <p className={over ? 'font-semibold text-bad' : ''}>
          {counted ? '' : 'about '}
          {count(total)}
          {context !== null && ` of ${count(context)}`}
        </p>
      </div>
      <div className="relative flex h-2.5 overflow-hidden rounded-full bg-sunk" aria-hidden>
        {PARTS.map(({ part, tone }) => (
          <span
            key={part}
            className={`${over ? 'bg-bad/70' : tone} border-r border-paper`}
            style={{ width: `${(budget[part] / most) * 100}%` }}
          />
        ))}
        {over && <span className="absolute inset-y-0 w-0.5 bg-ink" style={{ left: `${(context / most) * 100}%` }} />}
      </div>
      <p className="flex flex-wrap gap-x-4 gap-y-0.5 text-[12px] text-soft">
        {PARTS.map(({ part, label, tone }) => (
          <span key={part} className="inline-flex items-center gap-1.5">
            <i className={`size-2 rounded-full ${over ? 'bg-bad/70' : tone}`} aria-hidden />
            {label} {count(budget[part])}
          </span>
        ))}
        {context === null && <span>The model’s context is not known: check the server.</span>}
      </p>
      {over && <Remedies budget={budget} />}
    </div>
  );
}

/** It does not fit: by how much, and each change that helps. */
function Remedies({ budget }: { readonly budget: Budget }): ReactNode {
  const desk = useDesk();
  const settings = useSession((state) => state.settings);
  const frames = useSession((state) => state.frames);
  const remedies = useSessionParts((state) => remediesOf(budget, state).map(({ label }) => label));
  const fitting = useSession((state) => framesThatFit(budget, state));
  const surplus = totalOf(budget) - (budget.context ?? 0);
  const tooLong = `It is ${count(surplus)} tokens too long for this model as it is served.`;
  useAnnounceOnce(tooLong);
  return (
    <div
      role="group"
      aria-label="What makes it fit"
      className="space-y-2 rounded-lg border border-bad/30 bg-bad/5 px-3 py-2.5"
    >
      <p>
        {tooLong}{' '}
        {remedies.length > 0
          ? 'One of these makes it fit:'
          : fitting > 0
            ? `Take frames out: ${fitting} of ${frames.length} fit.`
            : 'Lower Max tokens, shorten the prompts, or serve the model with a larger --max-model-len.'}
      </p>
      {remedies.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {remedies.map((label, i) => (
            <Button
              key={label}
              className="h-7 px-2.5"
              onClick={() => {
                const remedy = remediesOf(budget, desk.session.getState())[i];
                if (remedy) desk.set(remedy.change);
              }}
            >
              {label}
            </Button>
          ))}
          {fitting > 0 && fitting < frames.length && (
            <span className="self-center text-soft">
              or take frames out ({fitting} of {frames.length} fit at{' '}
              {count(settings.maxPixels / settings.patchSide ** 2)} tokens)
            </span>
          )}
        </div>
      )}
    </div>
  );
}
