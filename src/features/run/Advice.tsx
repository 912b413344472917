import type { ReactNode } from 'react';

/** What the user can do, in one or two sentences. Server flags such as `--max-model-len` do not wrap at their hyphens. */
export function Advice({ text }: { readonly text: string }): ReactNode {
  return (
    <p className="mt-1.5 text-pretty whitespace-pre-line">
      {text.split(/(--[a-z][a-z-]*[a-z])/).map((piece, i) =>
        i % 2 === 0 ? (
          piece
        ) : (
          <code key={i} className="font-mono text-[12px] whitespace-nowrap">
            {piece}
          </code>
        ),
      )}
    </p>
  );
}
