import type { ReactNode } from 'react';
import { commandFor, relayCommandFor } from '../../session/index.ts';
import { useSession } from '../../session/react.tsx';
import { CopyText } from '../../ui/index.ts';

/** The commands that cure a failure: StoryLens started with the relay, where that helps, and vLLM started as needed. */
export function ServeCommand(): ReactNode {
  // Not location.origin, which is file:// for a page from disk: what the server is told is "null".
  const command = useSession((state) => commandFor(state, globalThis.origin));
  const relay = useSession((state) => relayCommandFor(state, globalThis.location.port));
  const hint =
    'For these frames and settings, on a machine with a GPU of 24 GB or more and vLLM installed (pip install vllm).';
  if (relay === null) return <CopyText label="Serve command" text={command} hint={hint} />;
  return (
    <div className="space-y-2.5">
      <p>vLLM 0.32 and later need one of the two. Either start StoryLens so that it passes the requests on:</p>
      <CopyText
        label="StoryLens command"
        text={relay}
        hint="End npm start with Ctrl-C first; afterwards reload this page. vLLM keeps running."
      />
      <p>Or restart vLLM so that it allows this page:</p>
      <CopyText label="Serve command" text={command} hint={hint} />
    </div>
  );
}
