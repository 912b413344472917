import type { FrameNo } from '../../grounding/base.ts';
import { isLastOpenPane } from '../../session/index.ts';
import type { FoldedPane, PageState, Session, ShownBoxes, ViewState } from '../../session/index.ts';
import type { Item } from './item.ts';
import { command } from './runCommands.ts';

const BOX_CHOICES: readonly (readonly [boxes: ShownBoxes, label: string])[] = [
  ['all', 'Show all boxes'],
  ['sentence', 'Show only the boxes of this sentence'],
  ['lit', 'Show only highlighted boxes'],
];

/** The commands that change the view; `shown` is the frame on the stage. */
export function viewCommands(
  { view, prefer }: Session,
  { run, preferences }: PageState,
  { stage, cursor, selection, setup }: ViewState,
  shown: FrameNo,
): readonly Item[] {
  if (run === null) return [];
  const held = cursor.by === 'held';
  const byKind = preferences.colouring === 'kind';
  return [
    (selection.pinned !== null || held) &&
      command('Clear selection', view.release, { also: 'unpin release', keys: ['Escape'] }),
    held
      ? command('Release the picture', () => view.hold(null), { also: 'unhold follow' })
      : command('Hold this picture', () => view.hold(shown), { also: 'pin keep stay' }),
    command(stage.hidden ? 'Show the boxes' : 'Hide the boxes', () => view.arrange({ hidden: !stage.hidden }), {
      keys: ['h'],
    }),
    command(
      stage.labels ? 'Label highlighted boxes only' : 'Label every box',
      () => view.arrange({ labels: !stage.labels }),
      { also: 'labels names', keys: ['l'] },
    ),
    ...BOX_CHOICES.filter(([boxes]) => boxes !== stage.boxes).map(([boxes, label]) =>
      command(label, () => view.arrange({ boxes }), { also: 'draw' }),
    ),
    command(
      byKind ? 'Colour by identity' : 'Colour by kind',
      () => prefer({ colouring: byKind ? 'identity' : 'kind' }),
      { also: 'color hue' },
    ),
    command('Rate stories', () => view.choose({ overlay: 'rating' }), { also: 'raters agreement verdicts' }),
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

/** The commands that fold or unfold a pane. The last open pane cannot be folded. */
export function foldCommands({ prefer }: Session, { run, preferences }: PageState): readonly Item[] {
  if (run === null) return [];
  return PANES.filter(([fold]) => !isLastOpenPane(preferences, fold)).map(([fold, pane]) =>
    command(`${preferences[fold] ? 'Unfold' : 'Fold away'} ${pane}`, () => prefer({ [fold]: !preferences[fold] }), {
      also: 'pane hide show',
    }),
  );
}
