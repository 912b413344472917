import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { fittingFirst, noteOnModel, noteOnServer } from '../../session/index.ts';
import type { Desk } from '../../session/index.ts';
import { useDesk, useSession, useSessionParts } from '../../session/react.tsx';
import { Checkbox, Disclosure } from '../../ui/index.ts';
import { BudgetBar } from './BudgetBar.tsx';
import { Connection } from './Connection.tsx';
import { Pictures } from './Pictures.tsx';
import { RecipeField } from './RecipeField.tsx';
import { Sampling } from './Sampling.tsx';
import { ServeCommand } from './ServeCommand.tsx';
import { Setting } from './Setting.tsx';

// A menu is 20 kB of script that nobody needs before a server has answered.
// If it cannot be loaded, because StoryLens's own server has stopped, the field works without it.
const ModelMenu = lazy(async () => import('./ModelMenu.tsx').catch(() => ({ default: () => null })));

/** Where the model is, what it is asked, and what that takes. */
export function Setup(): ReactNode {
  const note = useSession(noteOnServer);
  return (
    <form
      aria-label="Setup"
      className="space-y-5"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <div className="space-y-3">
        <Setting field="serverUrl" label="Server URL" type="url" hint={note} />
        <Connection />
        <ModelField />
        <KeyField />
      </div>
      <div className="space-y-4 border-t border-line pt-4">
        <RecipeField />
        <BudgetBar />
        <Pictures />
      </div>
      <div className="space-y-3 border-t border-line pt-4">
        <Setting field="prompt" label="Prompt" lines={2} />
        <Setting field="systemPrompt" label="System prompt" lines={5} />
        <Sampling />
      </div>
      <div className="space-y-2.5 border-t border-line pt-4">
        <Wishes />
        <Disclosure title="Serve command">
          <ServeCommand />
        </Disclosure>
      </div>
    </form>
  );
}

function ModelField(): ReactNode {
  const desk = useDesk();
  const model = useSession((state) => state.settings.model);
  const note = useSession(noteOnModel);
  const models = useSessionParts((state) =>
    state.connection.found?.ok ? fittingFirst(state.connection.found.models, state) : [],
  );
  return (
    <div className="relative">
      <Setting
        field="model"
        label="Model"
        placeholder="the one that the server has"
        hint={note}
        onLeave={() => {
          if (model.trim() === '') desk.leaveToStoryLens('model');
        }}
      />
      {models.length > 0 && (
        <div className="absolute top-[22px] right-0 h-[34px] w-9">
          <Suspense fallback={null}>
            <ModelMenu models={models} chosen={model} onChoose={(id) => desk.set({ model: id })} />
          </Suspense>
        </div>
      )}
    </div>
  );
}

function KeyField(): ReactNode {
  const desk = useDesk();
  const remembered = useSession((state) => state.preferences.rememberKey);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4">
      <Setting
        field="apiKey"
        label="API key"
        type="password"
        placeholder="none"
        hint={remembered ? 'Kept in this browser, also when it is closed.' : 'Kept until this tab is closed.'}
      />
      <div className="pt-[27px]">
        <Checkbox
          label="Remember on this device"
          checked={remembered}
          onChange={(rememberKey) => desk.prefer({ rememberKey })}
        />
      </div>
    </div>
  );
}

/** What the page itself is to do. */
function Wishes(): ReactNode {
  const desk = useDesk();
  const { notify, stopRepetition } = useSession((state) => state.preferences);
  return (
    <div className="space-y-1.5">
      <Checkbox
        label="Stop a model that repeats itself"
        checked={stopRepetition}
        onChange={(chosen) => desk.prefer({ stopRepetition: chosen })}
      />
      {'Notification' in globalThis && (
        <Checkbox
          label="Notify me when a run ends while I look elsewhere"
          checked={notify}
          onChange={(chosen) => {
            desk.prefer({ notify: chosen });
            if (chosen) void askLeave(desk);
          }}
        />
      )}
    </div>
  );
}

/** The browser asks only in answer to a click, and once. */
async function askLeave(desk: Desk): Promise<void> {
  if (Notification.permission === 'default') await Notification.requestPermission();
  if (Notification.permission !== 'granted') desk.prefer({ notify: false });
}
