import type { ReactNode } from 'react';
import { commandFor, relayCommandFor } from '../../session/index.ts';
import { usePageState } from '../../session/react.tsx';
import { CopyText } from '../../ui/index.ts';

/** The commands that fix a failure: one starts StoryLens with its relay, if that helps; the other starts vLLM. */
export function ServeCommand(): ReactNode {
  // For a page opened from disk, `location.origin` is file://, but the browser sends the origin "null", as here.
  const command = usePageState((state) => commandFor(state, globalThis.origin));
  const relay = usePageState((state) => relayCommandFor(state, globalThis.location.port));
  const hint =
    'For these frames and settings, on a machine with a GPU of 24 GB or more and vLLM installed (pip install vllm).';
  if (relay === null) return <CopyText label="Serve command" text={command} hint={hint} />;
  return (
    <div className="space-y-2.5">
      <p>
        vLLM 0.32 and later need one of two changes. Either start StoryLens so that it passes the requests on to vLLM:
      </p>
      <CopyText
        label="StoryLens command"
        text={relay}
        hint="First stop npm start with Ctrl-C. Afterwards reload this page. vLLM keeps running."
      />
      <p>Or restart vLLM so that it allows this page:</p>
      <CopyText label="Serve command" text={command} hint={hint} />
    </div>
  );
}
