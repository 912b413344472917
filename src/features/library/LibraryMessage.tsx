import { CircleAlert, Info, X } from 'lucide-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { Library } from '../../session/index.ts';
import { useStoreState } from '../../session/react.tsx';
import { useAnnounce } from '../../ui/index.ts';

/** A line below the header: what came of the last command, until the user closes it. */
export function LibraryMessage({ library }: { readonly library: Library }): ReactNode {
  const { message } = useStoreState(library.store);
  const announce = useAnnounce();
  useEffect(() => announce(message?.sentence ?? ''), [announce, message]);
  if (message === null) return null;
  const failed = message.kind === 'failure';
  const Icon = failed ? CircleAlert : Info;
  return (
    <div
      role="region"
      aria-label="Message"
      className={`fade-in flex items-center gap-2 border-b px-4 py-1.5 ${failed ? 'border-bad/40 bg-bad/6' : 'border-line bg-sunk'}`}
    >
      <Icon size={15} aria-hidden className={`flex-none ${failed ? 'text-bad' : 'text-soft'}`} />
      <p className="min-w-0 flex-1 text-pretty break-words">{message.sentence}</p>
      <button
        type="button"
        aria-label="Close the message"
        className="flex-none rounded-md p-1.5 text-soft hover:bg-sunk hover:text-ink"
        onClick={() => library.say(null)}
      >
        <X size={14} aria-hidden />
      </button>
    </div>
  );
}
