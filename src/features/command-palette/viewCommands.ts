import type { FrameNo } from '../../grounding/index.ts';
import { isLastOpenPane } from '../../session/index.ts';
import type { Desk, FoldedPane, ShownBoxes } from '../../session/index.ts';
import type { Item } from './item.ts';
import { command } from './runCommands.ts';

const DRAW: readonly (readonly [boxes: ShownBoxes, label: string])[] = [
  ['all', 'Draw all boxes'],
  ['sentence', 'Draw this sentence’s boxes'],
  ['lit', 'Draw the lit boxes only'],
];

/** How what lies on the desk is looked at; `shown` is the frame whose picture is there. */
export function viewCommands({ session, view, prefer }: Desk, shown: FrameNo): readonly Item[] {
  const { reading, preferences } = session.getState();
  if (reading === null) return [];
  const { stage, held, pinned, setup } = view.store.getState();
  const byKind = preferences.colouring === 'kind';
  return [
    (pinned !== null || held) && command('Let go of all', view.release, { also: 'unpin release', keys: ['Escape'] }),
    held
      ? command('Let the picture go', () => view.hold(null), { also: 'unhold follow' })
      : command('Hold the picture here', () => view.hold(shown), { also: 'pin keep stay' }),
    command(stage.hidden ? 'Show the boxes' : 'Hide the boxes', () => view.arrange({ hidden: !stage.hidden }), {
      keys: ['h'],
    }),
    command(
      stage.labels ? 'Label the lit boxes only' : 'Label every box',
      () => view.arrange({ labels: !stage.labels }),
      { also: 'labels names', keys: ['l'] },
    ),
    ...DRAW.filter(([boxes]) => boxes !== stage.boxes).map(([boxes, label]) =>
      command(label, () => view.arrange({ boxes }), { also: 'show' }),
    ),
    command(
      byKind ? 'Colour by identity' : 'Colour by kind',
      () => prefer({ colouring: byKind ? 'identity' : 'kind' }),
      { also: 'color hue' },
    ),
    command(setup ? 'Close the setup' : 'Open the setup', () => view.choose({ setup: !setup }), {
      also: 'settings server sampling prompt',
    }),
  ].filter((item) => item !== false);
}

const PANES: readonly (readonly [fold: FoldedPane, pane: string])[] = [
  ['foldStory', 'the story'],
  ['foldPicture', 'the picture'],
  ['foldViews', 'the views'],
];

/** Folds a pane away, or opens it again; one always stays. */
export function foldCommands({ session, prefer }: Desk): readonly Item[] {
  const { reading, preferences } = session.getState();
  if (reading === null) return [];
  return PANES.filter(([fold]) => !isLastOpenPane(preferences, fold)).map(([fold, pane]) =>
    command(`${preferences[fold] ? 'Unfold' : 'Fold away'} ${pane}`, () => prefer({ [fold]: !preferences[fold] }), {
      also: 'pane hide show',
    }),
  );
}
