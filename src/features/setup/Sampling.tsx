import type { ReactNode } from 'react';
import { checkSetting } from '../../session/index.ts';
import { useSession, usePageState } from '../../session/react.tsx';
import { Button, Disclosure } from '../../ui/index.ts';
import { Setting } from './Setting.tsx';

const FOLDED_FIELDS = ['topK', 'minP', 'repetitionPenalty', 'seed', 'extra'] as const;

/** The sampling settings. The request has all of them, since vLLM replaces missing ones by the model's own defaults. */
export function Sampling(): ReactNode {
  // The section unfolds if a field in it is invalid, so that the user sees why.
  const invalid = usePageState(({ settings }) =>
    FOLDED_FIELDS.some((field) => checkSetting(field, settings[field]) !== null),
  );
  return (
    <div className="space-y-3">
      <div className="grid grid-cols-3 gap-3">
        <Setting field="temperature" label="Temperature" type="decimal" />
        <Setting field="topP" label="Top-p" type="decimal" />
        <Setting field="maxTokens" label="Max tokens" type="decimal" />
      </div>
      <Disclosure title="More sampling" urgent={invalid}>
        <div className="grid grid-cols-3 gap-3">
          <Setting field="topK" label="Top-k" type="decimal" hint="-1 for all" />
          <Setting field="minP" label="Min-p" type="decimal" hint="0 for none" />
          <Setting field="repetitionPenalty" label="Repetition penalty" type="decimal" hint="1 for none" />
        </div>
        <Seed />
        <Setting
          field="stop"
          label="Stop"
          lines={2}
          hint="Texts that end the answer, one per line."
          placeholder="none"
        />
        <Setting
          field="extra"
          label="Extra JSON"
          lines={2}
          hint='More fields for the vLLM request, such as {"min_tokens": 100}.'
          placeholder="none"
        />
      </Disclosure>
    </div>
  );
}

function Seed(): ReactNode {
  const session = useSession();
  const last = usePageState(({ run }) =>
    run?.source === 'model' ? (run.progress?.request.sampling.seed ?? null) : null,
  );
  const chosen = usePageState((state) => state.settings.seed.trim());
  return (
    <div className="flex items-start gap-2">
      <Setting
        field="seed"
        label="Seed"
        type="decimal"
        className="flex-1"
        placeholder="a new seed for each run"
        hint={last === null ? null : `The last run used ${last}.`}
      />
      {last !== null && chosen !== String(last) && (
        <Button className="mt-[23px]" onClick={() => session.set({ seed: String(last) })}>
          Use the same seed
        </Button>
      )}
      {chosen !== '' && (
        <Button kind="quiet" className="mt-[23px]" onClick={() => session.set({ seed: '' })}>
          Clear the seed
        </Button>
      )}
    </div>
  );
}
