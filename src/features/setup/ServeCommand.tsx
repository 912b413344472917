import type { ReactNode } from 'react';
import { commandFor } from '../../session/index.ts';
import { useSession } from '../../session/react.tsx';
import { CopyText } from '../../ui/index.ts';

/** The line to paste into a shell on the machine with the GPU, for the frames and the settings as they are now. */
export function ServeCommand(): ReactNode {
  // Not location.origin, which is file:// for a page from disk: what the server is told is "null".
  const command = useSession((state) => commandFor(state, globalThis.origin));
  return (
    <CopyText
      label="Serve command"
      text={command}
      hint="For these frames and settings, on a machine with a GPU of 24 GB or more and vLLM installed (pip install vllm)."
    />
  );
}
