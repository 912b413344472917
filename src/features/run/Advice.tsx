import type { ReactNode } from 'react';

/** What to do, in a sentence or two. A flag of the server, such as `--max-model-len`, is not broken at its hyphens. */
export function Advice({ text }: { readonly text: string }): ReactNode {
  return (
    <p className="mt-1.5 text-pretty whitespace-pre-line">
      {text.split(/(--[a-z][a-z-]*[a-z])/).map((part, i) =>
        i % 2 === 0 ? (
          part
        ) : (
          <code key={i} className="font-mono text-[12px] whitespace-nowrap">
            {part}
          </code>
        ),
      )}
    </p>
  );
}
