/** One entry of the list: a key, or several that do the same. */
export interface Key {
  /** The alternatives. Each is a list of keys pressed together, in the format of `Kbd`. */
  readonly press: readonly (readonly string[])[];
  readonly does: string;
  /** Handled by `useKeys`; all other keys are handled by the component they belong to. */
  readonly own?: true;
}

export interface KeyGroup {
  readonly title: string;
  readonly keys: readonly Key[];
}

/** All keys of the page, in the order of the dialog. */
export const KEY_TABLE: readonly KeyGroup[] = [
  {
    title: 'Anywhere',
    keys: [
      { press: [['Mod', 'k']], does: 'Find images, names, commands', own: true },
      { press: [['Mod', 'z']], does: 'Undo' },
      { press: [['Shift', 'Mod', 'z']], does: 'Redo' },
      { press: [['o']], does: 'Open or close the library', own: true },
      { press: [['?']], does: 'This list', own: true },
      { press: [['Escape']], does: 'Clear selection, or close a dialog' },
    ],
  },
  {
    title: 'Frames',
    keys: [
      { press: [['ArrowLeft'], ['ArrowRight']], does: 'Previous, next image', own: true },
      { press: [['Home'], ['End']], does: 'First, last image', own: true },
      { press: [['Space']], does: 'Lift the frame; arrow keys move it' },
      { press: [['Delete']], does: 'Remove the frame' },
    ],
  },
  {
    title: 'Runs',
    keys: [
      { press: [['r']], does: 'Next run' },
      { press: [['Shift', 'r']], does: 'Previous run' },
    ],
  },
  {
    title: 'Mentions',
    keys: [
      { press: [['j']], does: 'Next mention', own: true },
      { press: [['k']], does: 'Previous mention', own: true },
      { press: [['n']], does: 'Next mention, same identity', own: true },
      { press: [['Shift', 'n']], does: 'Previous mention, same identity', own: true },
    ],
  },
  {
    title: 'Audit',
    keys: [
      { press: [['e']], does: 'Walk to the next entry' },
      { press: [['Shift', 'e']], does: 'Walk to the previous entry' },
    ],
  },
  {
    title: 'Audit, during the walk',
    keys: [
      { press: [['1'], ['2']], does: 'Verdict: right, wrong place' },
      { press: [['3'], ['4']], does: 'Verdict: wrong identity, invented' },
      { press: [['0']], does: 'Clear the verdict' },
      { press: [['Escape']], does: 'End the walk' },
    ],
  },
  {
    title: 'Story',
    keys: [
      { press: [['Enter'], ['Space']], does: 'Pin the mentioned identity' },
      {
        press: [
          ['Mod', 'Enter'],
          ['Mod', 'click'],
        ],
        does: 'Add to the pinned identities',
      },
      { press: [['t']], does: 'Tag the selected words, or change the mention’s tag' },
    ],
  },
  {
    title: 'Identities',
    keys: [
      { press: [['ArrowLeft'], ['ArrowRight'], ['ArrowUp'], ['ArrowDown']], does: 'Move between cells' },
      { press: [['Home'], ['End']], does: 'First, last cell of the row' },
      {
        press: [
          ['Mod', 'Home'],
          ['Mod', 'End'],
        ],
        does: 'First, last cell',
      },
      { press: [['Enter'], ['Space']], does: 'Pin, and show the image' },
    ],
  },
  {
    title: 'Picture',
    keys: [
      { press: [['h']], does: 'Hide the boxes; hold to hide briefly' },
      { press: [['l']], does: 'Label every box' },
      { press: [['z']], does: 'Zoom to highlighted' },
      { press: [['u']], does: 'Preview the suggested box units' },
    ],
  },
  {
    title: 'Picture, while hovered or focused',
    keys: [
      { press: [['+'], ['-'], ['Mod', 'wheel']], does: 'Zoom' },
      { press: [['0']], does: 'Fit' },
      { press: [['1']], does: 'Actual size' },
      {
        press: [
          ['Shift', 'arrows'],
          ['Shift', 'drag'],
        ],
        does: 'Pan',
      },
      { press: [['ArrowUp'], ['ArrowDown']], does: 'Cycle through overlapping boxes' },
    ],
  },
];
