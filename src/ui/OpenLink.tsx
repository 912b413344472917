import type { ReactNode } from 'react';

/** A link that opens an address in a new tab. */
export function OpenLink({ href }: { readonly href: string }): ReactNode {
  return (
    <p className="mt-1.5">
      <a className="underline break-all" href={href} target="_blank" rel="noreferrer">
        Open {href}
      </a>
    </p>
  );
}
