import type { ReactNode } from 'react';
import type { Library } from '../../session/index.ts';
import { LibraryMessage } from './LibraryMessage.tsx';
import { TabNotice } from './TabNotice.tsx';

/** The lines below the header: about other tabs, and about the last command. */
export function Notices({ library }: { readonly library: Library }): ReactNode {
  return (
    <>
      <TabNotice library={library} />
      <LibraryMessage library={library} />
    </>
  );
}
