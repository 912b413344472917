import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { useLibrary, useView } from '../session/react.tsx';
import { onDemand } from '../ui/index.ts';

const Undo = onDemand(async () => (await import('../features/history/index.ts')).Undo);
const CorrectIdentity = onDemand(async () => (await import('../features/corrections/index.ts')).CorrectIdentity);
const TagWords = onDemand(async () => (await import('../features/corrections/index.ts')).TagWords);
const RatingDialog = onDemand(async () => (await import('../features/rating/index.ts')).RatingDialog);
const Palette = onDemand(async () => (await import('../features/command-palette/index.ts')).CommandPalette);

/** The dialogs over the page and the keys of undo. Each is loaded when it is needed. */
export function Overlays({ onOpenOutput }: { readonly onOpenOutput: () => void }): ReactNode {
  const library = useLibrary();
  const overlay = useView((state) => state.overlay);
  return (
    <>
      <Suspense fallback={null}>{library && <Undo history={library.history} />}</Suspense>
      <Suspense fallback={null}>{overlay === 'palette' && <Palette onOpenOutput={onOpenOutput} />}</Suspense>
      <Suspense fallback={null}>
        {overlay === 'identity' && <CorrectIdentity />}
        {overlay === 'rating' && <RatingDialog />}
        {typeof overlay === 'object' && overlay !== null && <TagWords target={overlay} />}
      </Suspense>
    </>
  );
}
