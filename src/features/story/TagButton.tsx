import { Tag } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode, RefObject } from 'react';
import { isRunning } from '../../session/index.ts';
import { usePageStore, useRunView } from '../../session/react.tsx';
import { Button, isForPage, keyOf } from '../../ui/index.ts';
import { mentionAt } from './MentionView.tsx';
import { selectedWords } from './selectedWords.ts';

/** A button beside the selected words of the story, and the key for it. Without a selection, the key takes the mention. */
export function TagButton({ group }: { readonly group: RefObject<Element | null> }): ReactNode {
  const view = useRunView();
  const store = usePageStore();
  const [selected, setSelected] = useState<ReturnType<typeof selectedWords>>(null);

  useEffect(() => {
    const find = (): ReturnType<typeof selectedWords> => {
      const { run } = store.getState();
      if (run === null || isRunning(run) || group.current === null) return null;
      return selectedWords(getSelection(), group.current, run.doc.story);
    };
    const change = (): void => setSelected(find());
    const pressed = (event: KeyboardEvent): void => {
      if (!isForPage(event) || keyOf(event) !== 't' || isRunning(store.getState().run)) return;
      const words = find();
      const mention = event.target === null ? null : mentionAt(event.target);
      if (words === null && mention === null) return;
      event.preventDefault();
      view.choose({ overlay: words === null ? { mention: mention?.at ?? 0 } : { words: words.at } });
    };
    document.addEventListener('selectionchange', change);
    addEventListener('keydown', pressed);
    return () => {
      document.removeEventListener('selectionchange', change);
      removeEventListener('keydown', pressed);
    };
  }, [view, store, group]);

  if (selected === null) return null;
  const { area, at } = selected;
  return (
    <Button
      className="fixed z-20 shadow-lift print:hidden"
      style={{ left: Math.max(8, area.right - 90), top: area.bottom + 6 }}
      // The press must not end the selection.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => view.choose({ overlay: { words: at } })}
    >
      <Tag size={14} aria-hidden />
      Tag words
    </Button>
  );
}
