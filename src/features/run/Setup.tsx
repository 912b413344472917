import type { ReactNode } from 'react';
import { checkSetting, noteOnServerUrl } from '../../session/index.ts';
import type { Settings } from '../../session/index.ts';
import { useDesk, useSession } from '../../session/react.tsx';
import { Field } from '../../ui/index.ts';

/** Where the model is and what it is asked. */
export function Setup(): ReactNode {
  const url = useSession((state) => state.settings.serverUrl);
  return (
    <form
      aria-label="Setup"
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
      }}
    >
      <Setting field="serverUrl" label="Server URL" type="url" hint={noteOnServerUrl(url)} />
      <div className="grid gap-3 sm:grid-cols-2">
        <Setting field="model" label="Model" />
        <Setting field="apiKey" label="API key" type="password" hint="Kept in this page only." placeholder="none" />
      </div>
      <div className="grid grid-cols-3 gap-3">
        <Setting field="temperature" label="Temperature" type="decimal" />
        <Setting field="topP" label="Top-p" type="decimal" />
        <Setting field="maxTokens" label="Max tokens" type="decimal" />
      </div>
      <Setting field="prompt" label="Prompt" lines={2} />
      <Setting field="systemPrompt" label="System prompt" lines={6} />
    </form>
  );
}

interface SettingProps {
  readonly field: keyof Settings;
  readonly label: string;
  readonly type?: 'url' | 'password' | 'decimal';
  readonly hint?: string | null;
  readonly lines?: number;
  readonly placeholder?: string;
}

function Setting({ field, ...rest }: SettingProps): ReactNode {
  const desk = useDesk();
  const value = useSession((state) => state.settings[field]);
  return (
    <Field
      {...rest}
      value={value}
      problem={checkSetting(field, value)}
      onChange={(typed) => desk.set({ [field]: typed })}
    />
  );
}
