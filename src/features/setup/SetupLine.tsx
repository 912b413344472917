import { Settings2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { servedModel } from '../../session/index.ts';
import type { PageState } from '../../session/index.ts';
import { useSession, usePageState, useView } from '../../session/react.tsx';

/** A button that opens the setup. It shows the model, the host, and whether the server answers. */
export function SetupLine(): ReactNode {
  const { view } = useSession();
  const open = useView((state) => state.setup);
  const model = usePageState(modelOf);
  const host = usePageState(({ settings }) => hostOf(settings.serverUrl));
  const found = usePageState(({ connection }) => connection.found?.ok ?? null);
  const dot = found === null ? 'bg-edge/60' : found ? 'bg-good' : 'bg-bad';
  return (
    <button
      type="button"
      aria-expanded={open}
      title="Server, model and settings"
      className={`flex min-w-0 shrink-[999] items-center gap-2 rounded-full px-3 py-1 text-soft transition-colors hover:text-ink ${open ? 'bg-ink/12' : 'bg-sunk hover:bg-ink/8'}`}
      onClick={() => view.choose({ setup: !open })}
    >
      <i className={`size-[7px] flex-none rounded-full narrow:hidden ${dot}`} aria-hidden />
      <Settings2 size={15} aria-hidden className="flex-none wide:hidden" />
      <span className="sr-only">Setup:</span>
      <span className="max-w-[26em] truncate narrow:sr-only">
        {model === '' ? '' : `${model} · `}
        {host}
      </span>
    </button>
  );
}

function modelOf(state: PageState): string {
  const name = servedModel(state)?.id ?? state.settings.model.trim();
  // `daniel3303/QwenStoryteller` appears as `QwenStoryteller`; the setup has the full name.
  return name.split('/').at(-1) ?? '';
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : address.trim() || 'no server';
}
