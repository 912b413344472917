import { Eye } from 'lucide-react';
import { useEffect } from 'react';
import type { ReactNode } from 'react';
import type { Library } from '../../session/index.ts';
import { usePageState, useStoreState } from '../../session/react.tsx';
import { Button, useAnnounce } from '../../ui/index.ts';

/** A line below the header: another tab has this sequence, so that it can only be read here. */
export function TabNotice({ library }: { readonly library: Library }): ReactNode {
  const sentence = usePageState(({ readOnly }) => readOnly?.sentence ?? null);
  const { isTakingOver } = useStoreState(library.tabs);
  const announce = useAnnounce();
  useEffect(() => announce(sentence ?? ''), [announce, sentence]);
  if (sentence === null) return null;
  return (
    <div
      role="region"
      aria-label="Other tab"
      className="flex flex-wrap items-center gap-x-2 gap-y-1 border-b border-line bg-sunk px-4 py-1.5"
    >
      <Eye size={15} aria-hidden className="flex-none text-soft" />
      <p className="min-w-0 flex-1 text-pretty">
        {isTakingOver ? 'The other tab stops its run and saves it.' : sentence}
      </p>
      <Button className="flex-none" disabled={isTakingOver} onClick={() => void library.takeOver()}>
        Take over
      </Button>
    </div>
  );
}
