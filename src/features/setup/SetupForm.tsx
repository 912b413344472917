import { lazy, Suspense } from 'react';
import type { ReactNode } from 'react';
import { fittingFirst, noteOnModel, noteOnServer } from '../../session/index.ts';
import type { Session } from '../../session/index.ts';
import { useSession, usePageState, useSessionParts } from '../../session/react.tsx';
import { Checkbox, Disclosure } from '../../ui/index.ts';
import { BudgetBar } from './BudgetBar.tsx';
import { Connection } from './Connection.tsx';
import { Pictures } from './Pictures.tsx';
import { RecipeField } from './RecipeField.tsx';
import { Sampling } from './Sampling.tsx';
import { ServeCommand } from './ServeCommand.tsx';
import { Setting } from './Setting.tsx';

// The menu is 20 kB of script, and is not needed before a server has answered.
// If it cannot be loaded, because StoryLens's own server has stopped, the field works without it.
const ModelMenu = lazy(async () => import('./ModelMenu.tsx').catch(() => ({ default: () => null })));

/** The form with all settings of a run: server and model, recipe, token budget, pictures, prompts and sampling. */
export function SetupForm(): ReactNode {
  const note = usePageState(noteOnServer);
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
        <Preferences />
        <Disclosure title="Serve command">
          <ServeCommand />
        </Disclosure>
      </div>
    </form>
  );
}

function ModelField(): ReactNode {
  const session = useSession();
  const model = usePageState((state) => state.settings.model);
  const note = usePageState(noteOnModel);
  const models = useSessionParts((state) =>
    state.connection.found?.ok ? fittingFirst(state.connection.found.models, state) : [],
  );
  return (
    <div className="relative">
      <Setting
        field="model"
        label="Model"
        placeholder="the server’s model"
        hint={note}
        onLeave={() => {
          if (model.trim() === '') session.leaveToStoryLens('model');
        }}
      />
      {models.length > 0 && (
        <div className="absolute top-[22px] right-0 h-[34px] w-9">
          <Suspense fallback={null}>
            <ModelMenu models={models} chosen={model} onChoose={(id) => session.set({ model: id })} />
          </Suspense>
        </div>
      )}
    </div>
  );
}

function KeyField(): ReactNode {
  const session = useSession();
  const remembered = usePageState((state) => state.preferences.rememberKey);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4">
      <Setting
        field="apiKey"
        label="API key"
        type="password"
        placeholder="none"
        hint={remembered ? 'Saved in this browser, also after you close it.' : 'Kept until you close this tab.'}
      />
      <div className="pt-[27px]">
        <Checkbox
          label="Remember on this device"
          checked={remembered}
          onChange={(rememberKey) => session.prefer({ rememberKey })}
        />
      </div>
    </div>
  );
}

/** Settings of the page. They are not part of the request. */
function Preferences(): ReactNode {
  const session = useSession();
  const { notify, stopRepetition } = usePageState((state) => state.preferences);
  return (
    <div className="space-y-1.5">
      <Checkbox
        label="Stop the model when it repeats itself"
        checked={stopRepetition}
        onChange={(chosen) => session.prefer({ stopRepetition: chosen })}
      />
      {'Notification' in globalThis && (
        <Checkbox
          label="Notify me when a run ends in the background"
          checked={notify}
          onChange={(chosen) => {
            session.prefer({ notify: chosen });
            if (chosen) void askPermission(session);
          }}
        />
      )}
    </div>
  );
}

/** Asks for the permission to notify. Browsers allow this question only after a click, and ask only once. */
async function askPermission(session: Session): Promise<void> {
  if (Notification.permission === 'default') await Notification.requestPermission();
  if (Notification.permission !== 'granted') session.prefer({ notify: false });
}
