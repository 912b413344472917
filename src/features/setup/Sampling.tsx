import type { ReactNode } from 'react';
import { checkSetting } from '../../session/index.ts';
import { useDesk, useSession } from '../../session/react.tsx';
import { Button, Disclosure } from '../../ui/index.ts';
import { Setting } from './Setting.tsx';

const RARELY = ['topK', 'minP', 'repetitionPenalty', 'seed', 'extra'] as const;

/** How the next token is drawn; all of it is sent, for vLLM would fill in the model's own defaults. */
export function Sampling(): ReactNode {
  // A problem in a field that is folded away would not be found.
  const wrong = useSession(({ settings }) => RARELY.some((field) => checkSetting(field, settings[field]) !== null));
  return (
    <div className="space-y-3">
      <div className="grid grid-cols-3 gap-3">
        <Setting field="temperature" label="Temperature" type="decimal" />
        <Setting field="topP" label="Top-p" type="decimal" />
        <Setting field="maxTokens" label="Max tokens" type="decimal" />
      </div>
      <Disclosure title="More sampling" urgent={wrong}>
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
          hint="Texts at which the answer ends, one a line."
          placeholder="none"
        />
        <Setting
          field="extra"
          label="Extra JSON"
          lines={2}
          hint='Further fields of vLLM’s request, such as {"min_tokens": 100}.'
          placeholder="none"
        />
      </Disclosure>
    </div>
  );
}

function Seed(): ReactNode {
  const desk = useDesk();
  const last = useSession(({ reading }) =>
    reading?.source === 'run' ? (reading.run?.request.sampling.seed ?? null) : null,
  );
  const set = useSession((state) => state.settings.seed.trim());
  return (
    <div className="flex items-start gap-2">
      <Setting
        field="seed"
        label="Seed"
        type="decimal"
        className="flex-1"
        placeholder="a fresh one each time"
        hint={last === null ? null : `The last run had ${last}.`}
      />
      {last !== null && set !== String(last) && (
        <Button className="mt-[23px]" onClick={() => desk.set({ seed: String(last) })}>
          Same seed
        </Button>
      )}
      {set !== '' && (
        <Button kind="quiet" className="mt-[23px]" onClick={() => desk.set({ seed: '' })}>
          Fresh
        </Button>
      )}
    </div>
  );
}
