import { PanelBottom, PanelLeft, PanelTop } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import { isLastOpenPane } from '../session/index.ts';
import type { FoldedPane } from '../session/index.ts';
import { useSession, usePageState } from '../session/react.tsx';

const PANES: readonly (readonly [fold: FoldedPane, name: string, icon: ComponentType<{ size: number }>])[] = [
  ['foldStory', 'Story', PanelLeft],
  ['foldPicture', 'Picture', PanelTop],
  ['foldViews', 'Views', PanelBottom],
];

/** Buttons that fold and open the panes, as in editors. The last open pane cannot be folded. */
export function PaneToggles(): ReactNode {
  const session = useSession();
  const preferences = usePageState((state) => state.preferences);
  return (
    <div role="group" aria-label="Panes" className="flex narrow:hidden">
      {PANES.map(([fold, name, Icon]) => {
        const open = !preferences[fold];
        const last = isLastOpenPane(preferences, fold);
        return (
          <button
            key={fold}
            type="button"
            aria-label={name}
            aria-pressed={open}
            aria-disabled={last}
            title={
              last
                ? `${name}: the last open pane cannot be folded`
                : open
                  ? `Fold the ${name.toLowerCase()}`
                  : `Open the ${name.toLowerCase()}`
            }
            className={`rounded-md p-1.5 hover:bg-sunk ${open ? 'text-soft' : 'text-edge/70'} ${last ? 'cursor-default' : ''}`}
            onClick={() => {
              if (!last) session.prefer({ [fold]: open });
            }}
          >
            <Icon size={16} />
          </button>
        );
      })}
    </div>
  );
}
