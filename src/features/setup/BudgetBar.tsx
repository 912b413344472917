import type { ReactNode } from 'react';
import { sayNumber } from '../../grounding/base.ts';
import { budgetOf, framesThatFit, remediesOf, totalOf } from '../../session/index.ts';
import type { Budget } from '../../session/index.ts';
import { useSession, usePageState, useSessionParts } from '../../session/react.tsx';
import { Button, useAnnounceOnce } from '../../ui/index.ts';

const SHARES = [
  { share: 'pictures', label: 'frames', tone: 'bg-accent' },
  { share: 'text', label: 'prompts', tone: 'bg-accent/55' },
  { share: 'answer', label: 'answer', tone: 'bg-good/60' },
] as const;

const count = (tokens: number): string => sayNumber(Math.round(tokens));

/** Compares the tokens of the next request with the model's context, and offers changes if they do not fit. */
export function BudgetBar(): ReactNode {
  const budget = useSessionParts(budgetOf);
  const total = totalOf(budget);
  const { context, counted } = budget;
  const over = context !== null && total > context;
  const fullWidth = Math.max(context ?? total, total, 1);
  return (
    <div role="group" aria-label="Token budget" className="space-y-2">
      <div className="flex items-baseline justify-between gap-3">
        <h3 className="text-[12px] font-medium text-soft">Tokens in the next request</h3>
        <p className={over ? 'font-semibold text-bad' : ''}>
          {counted ? '' : 'about '}
          {count(total)}
          {context !== null && ` of ${count(context)}`}
        </p>
      </div>
      <div className="relative flex h-2.5 overflow-hidden rounded-full bg-sunk" aria-hidden>
        {SHARES.map(({ share, tone }) => (
          <span
            key={share}
            className={`${over ? 'bg-bad/70' : tone} border-r border-paper`}
            style={{ width: `${(budget[share] / fullWidth) * 100}%` }}
          />
        ))}
        {over && (
          <span className="absolute inset-y-0 w-0.5 bg-ink" style={{ left: `${(context / fullWidth) * 100}%` }} />
        )}
      </div>
      <p className="flex flex-wrap gap-x-4 gap-y-0.5 text-[12px] text-soft">
        {SHARES.map(({ share, label, tone }) => (
          <span key={share} className="inline-flex items-center gap-1.5">
            <i className={`size-2 rounded-full ${over ? 'bg-bad/70' : tone}`} aria-hidden />
            {label} {count(budget[share])}
          </span>
        ))}
        {context === null && <span>The model’s context length is unknown. Check the server to find out.</span>}
      </p>
      {over && <Remedies budget={budget} />}
    </div>
  );
}

/** Says by how many tokens the request is too long, and offers each change that makes it fit. */
function Remedies({ budget }: { readonly budget: Budget }): ReactNode {
  const session = useSession();
  const settings = usePageState((state) => state.settings);
  const frames = usePageState((state) => state.frames);
  const remedies = useSessionParts((state) => remediesOf(budget, state).map(({ label }) => label));
  const fitting = usePageState((state) => framesThatFit(budget, state));
  const surplus = totalOf(budget) - (budget.context ?? 0);
  const tooLong = `The request is ${count(surplus)} tokens too long for the model on this server.`;
  useAnnounceOnce(tooLong);
  return (
    <div
      role="group"
      aria-label="Ways to make it fit"
      className="space-y-2 rounded-lg border border-bad/30 bg-bad/5 px-3 py-2.5"
    >
      <p>
        {tooLong}{' '}
        {remedies.length > 0
          ? 'Each of these changes makes it fit:'
          : fitting > 0
            ? `Remove frames: ${fitting} of ${frames.length} fit.`
            : 'Lower Max tokens, shorten the prompts, or serve the model with a larger --max-model-len.'}
      </p>
      {remedies.length > 0 && (
        <div className="flex flex-wrap gap-2">
          {remedies.map((label, i) => (
            <Button
              key={label}
              className="h-7 px-2.5"
              onClick={() => {
                const remedy = remediesOf(budget, session.page.getState())[i];
                if (remedy) session.set(remedy.change);
              }}
            >
              {label}
            </Button>
          ))}
          {fitting > 0 && fitting < frames.length && (
            <span className="self-center text-soft">
              or remove frames ({fitting} of {frames.length} fit at{' '}
              {count(settings.maxPixels / settings.patchSide ** 2)} tokens each)
            </span>
          )}
        </div>
      )}
    </div>
  );
}
