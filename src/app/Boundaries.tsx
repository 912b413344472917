import { Check, Copy } from 'lucide-react';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { useSession, useStory } from '../session/react.tsx';
import { Button, CopyText, ErrorBoundary, tryLoadsAgain } from '../ui/index.ts';

interface PaneProps {
  /** The pane's name in the sentence, in lower case. */
  readonly name: string;
  readonly children: ReactNode;
}

/** Keeps a crash inside one pane. The run is outside of React, so it continues. */
export function PaneBoundary({ name, children }: PaneProps): ReactNode {
  return (
    <ErrorBoundary
      renderCrash={(error, retry) => (
        <Crash
          title={`The ${name} pane crashed.`}
          error={error}
          action="Reload this pane"
          onAction={() => {
            tryLoadsAgain();
            retry();
          }}
        />
      )}
    >
      {children}
    </ErrorBoundary>
  );
}

/** Catches what no pane catches, such as a crash of the header. */
export function PageBoundary({ children }: { readonly children: ReactNode }): ReactNode {
  const { view } = useSession();
  return (
    <ErrorBoundary
      renderCrash={(error, retry) => (
        <main className="mx-auto h-dvh max-w-[640px]">
          <Crash
            title="The page crashed."
            error={error}
            action="Reload the page view"
            onAction={() => {
              // A dialog may have crashed the page, and would crash it again.
              view.choose({ overlay: null, setup: false });
              tryLoadsAgain();
              retry();
            }}
          />
        </main>
      )}
    >
      {children}
    </ErrorBoundary>
  );
}

interface CrashProps {
  readonly title: string;
  readonly error: unknown;
  readonly action: string;
  readonly onAction: () => void;
}

/** The message and its buttons share one row if it is wide enough, because the filmstrip is only 94 px high. */
function Crash({ title, error, action, onAction }: CrashProps): ReactNode {
  const id = useId();
  const arrived = useStory((run) => run.completion !== '', false);
  return (
    <div
      role="alert"
      aria-labelledby={id}
      className="flex h-full max-h-full min-w-0 flex-wrap content-start items-center gap-x-4 gap-y-2 overflow-y-auto bg-sheet px-5 py-3"
    >
      <div className="min-w-0">
        <p id={id} className="text-[14px] font-semibold">
          {title}
        </p>
        <p className="break-words text-soft">
          The run and its text are safe. <span className="font-mono text-[12px]">{String(error)}</span>
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" onClick={onAction}>
          {action}
        </Button>
        {arrived && <CopyCompletion />}
      </div>
    </div>
  );
}

/** Copies the completion as it is when the user clicks. A new token does not render this button. */
function CopyCompletion(): ReactNode {
  const { page } = useSession();
  const [copied, setCopied] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);

  async function copy(): Promise<void> {
    const completion = page.getState().run?.completion ?? '';
    try {
      await navigator.clipboard.writeText(completion);
      setCopied(true);
    } catch {
      // A page that came over http from another machine may not copy.
      setRefused(completion);
    }
  }

  if (refused !== null)
    return (
      <CopyText
        label="Completion"
        text={refused}
        hint="The browser did not allow copying. Select the text and copy it."
      />
    );
  return (
    <Button onClick={() => void copy()}>
      {copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
      <span aria-live="polite">{copied ? 'Copied' : 'Copy the completion'}</span>
    </Button>
  );
}
