import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { Group, Panel, Separator, useGroupRef } from 'react-resizable-panels';

interface Pane {
  readonly id: string;
  readonly content: ReactNode;
  /** CSS pixels; narrower than this it folds away. */
  readonly least: number;
  readonly folded: boolean;
}

interface Props {
  readonly direction: 'horizontal' | 'vertical';
  /** What is heard of the line between them: `Width of the story`. */
  readonly label: string;
  readonly first: Pane;
  readonly second: Pane;
  /** Hundredths of the room that are the first one's while none is folded. */
  readonly share: number;
  /** The user has moved the line, or folded a pane by it. */
  readonly onChange: (change: { readonly share: number; readonly folded: 'first' | 'second' | null }) => void;
}

/** Two panes with a line between them that is moved by pointer, by arrow keys, and by Enter, which folds the first. */
export function Panes({ direction, label, first, second, share, onChange }: Props): ReactNode {
  const group = useGroupRef();
  const wanted = first.folded ? 0 : second.folded ? 100 : share;
  const layout = { [first.id]: wanted, [second.id]: 100 - wanted };
  useEffect(() => {
    const shown = group.current?.getLayout()[first.id];
    if (shown !== undefined && Math.abs(shown - wanted) > 0.5)
      group.current?.setLayout({ [first.id]: wanted, [second.id]: 100 - wanted });
  }, [group, first.id, second.id, wanted]);
  return (
    <Group
      groupRef={group}
      orientation={direction}
      defaultLayout={layout}
      className="min-h-0 min-w-0"
      onLayoutChanged={(now, { isUserInteraction }) => {
        if (!isUserInteraction) return;
        const size = now[first.id] ?? share;
        if (size <= 0.5) onChange({ share, folded: 'first' });
        else if (size >= 99.5) onChange({ share, folded: 'second' });
        else onChange({ share: size, folded: null });
      }}
    >
      <PaneView pane={first} direction={direction} />
      <Separator
        aria-label={label}
        // A click on the line would fold it by default at the second; a double click is none here.
        disableDoubleClick
        className={`relative flex-none bg-line transition-colors after:absolute after:transition-colors data-[separator=active]:bg-accent data-[separator=focus]:bg-accent data-[separator=hover]:bg-edge ${direction === 'horizontal' ? 'w-px after:inset-y-0 after:-left-1 after:w-[9px]' : 'h-px after:inset-x-0 after:-top-1 after:h-[9px]'} data-[separator=active]:after:bg-accent/20 data-[separator=focus]:after:bg-accent/25 data-[separator=hover]:after:bg-edge/15`}
      />
      <PaneView pane={second} direction={direction} />
    </Group>
  );
}

/** What is folded away keeps its size, so that nothing in it is laid out anew or scrolls. */
function PaneView({ pane, direction }: { readonly pane: Pane; readonly direction: Props['direction'] }): ReactNode {
  const { id, content, least, folded } = pane;
  return (
    <Panel id={id} collapsible collapsedSize={0} minSize={least} style={{ overflow: 'clip' }}>
      <div
        className={`h-full ${folded ? 'invisible' : ''}`}
        inert={folded}
        style={direction === 'horizontal' ? { minWidth: least } : { minHeight: least }}
      >
        {content}
      </div>
    </Panel>
  );
}
