import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { Group, Panel, Separator, useGroupRef } from 'react-resizable-panels';

interface Pane {
  readonly id: string;
  readonly content: ReactNode;
  /** The minimum size in CSS pixels. A smaller pane folds away. */
  readonly minSize: number;
  readonly folded: boolean;
}

interface Props {
  readonly direction: 'horizontal' | 'vertical';
  /** The accessible name of the line between the panes: `Width of the story`. */
  readonly label: string;
  readonly first: Pane;
  readonly second: Pane;
  /** The first pane's share of the space in percent, while no pane is folded. */
  readonly share: number;
  /** Called when the user has moved the line or folded a pane with it. */
  readonly onChange: (change: { readonly share: number; readonly folded: 'first' | 'second' | null }) => void;
}

/** Two panes with a line between them. The user moves the line by pointer or arrow keys; Enter folds the first pane. */
export function Panes({ direction, label, first, second, share, onChange }: Props): ReactNode {
  const group = useGroupRef();
  const wanted = first.folded ? 0 : second.folded ? 100 : share;
  const layout = { [first.id]: wanted, [second.id]: 100 - wanted };
  useEffect(() => {
    const current = group.current?.getLayout()[first.id];
    if (current !== undefined && Math.abs(current - wanted) > 0.5)
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
        // The library would collapse a pane on a double click, which is too easy to do by accident.
        disableDoubleClick
        className={`relative flex-none bg-line transition-colors after:absolute after:transition-colors data-[separator=active]:bg-accent data-[separator=focus]:bg-accent data-[separator=hover]:bg-edge ${direction === 'horizontal' ? 'w-px after:inset-y-0 after:-left-1 after:w-[9px]' : 'h-px after:inset-x-0 after:-top-1 after:h-[9px]'} data-[separator=active]:after:bg-accent/20 data-[separator=focus]:after:bg-accent/25 data-[separator=hover]:after:bg-edge/15`}
      />
      <PaneView pane={second} direction={direction} />
    </Group>
  );
}

/** The content of a folded pane keeps its size, so that its layout and scroll positions do not change. */
function PaneView({ pane, direction }: { readonly pane: Pane; readonly direction: Props['direction'] }): ReactNode {
  const { id, content, minSize, folded } = pane;
  return (
    <Panel id={id} collapsible collapsedSize={0} minSize={minSize} style={{ overflow: 'clip' }}>
      <div
        className={`h-full ${folded ? 'invisible' : ''}`}
        inert={folded}
        style={direction === 'horizontal' ? { minWidth: minSize } : { minHeight: minSize }}
      >
        {content}
      </div>
    </Panel>
  );
}
