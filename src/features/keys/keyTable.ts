/** A key of the page, or several that do the same. */
export interface Key {
  /** Any of these; each is what is pressed together, as `Kbd` takes it. */
  readonly press: readonly (readonly string[])[];
  readonly does: string;
  /** Heard by `useKeys`, and not by the part of the page that it is about. */
  readonly own?: true;
}

export interface KeyGroup {
  readonly title: string;
  readonly keys: readonly Key[];
}

/** All keys that mean something, as the overlay lists them. */
export const KEY_TABLE: readonly KeyGroup[] = [
  {
    title: 'Anywhere',
    keys: [
      { press: [['Mod', 'k']], does: 'Find images, names, commands', own: true },
      { press: [['?']], does: 'This list', own: true },
      { press: [['Escape']], does: 'Let go of all, or close a window' },
    ],
  },
  {
    title: 'Frames',
    keys: [
      { press: [['ArrowLeft'], ['ArrowRight']], does: 'Previous, next image', own: true },
      { press: [['Home'], ['End']], does: 'First, last image', own: true },
      { press: [['Space']], does: 'Lift it in the filmstrip; arrows sort' },
      { press: [['Delete']], does: 'Take it out of the filmstrip' },
    ],
  },
  {
    title: 'Mentions',
    keys: [
      { press: [['j']], does: 'Next mention', own: true },
      { press: [['k']], does: 'Previous mention', own: true },
      { press: [['n']], does: 'Next mention of the same', own: true },
      { press: [['Shift', 'n']], does: 'Previous mention of the same', own: true },
    ],
  },
  {
    title: 'Story',
    keys: [
      { press: [['Enter'], ['Space']], does: 'Pin whom the words name' },
      {
        press: [
          ['Mod', 'Enter'],
          ['Mod', 'click'],
        ],
        does: 'Pin them as well',
      },
    ],
  },
  {
    title: 'Identities',
    keys: [
      { press: [['ArrowLeft'], ['ArrowRight'], ['ArrowUp'], ['ArrowDown']], does: 'From cell to cell' },
      { press: [['Home'], ['End']], does: 'First, last of the row' },
      {
        press: [
          ['Mod', 'Home'],
          ['Mod', 'End'],
        ],
        does: 'First, last of all',
      },
      { press: [['Enter'], ['Space']], does: 'Pin, and show the image' },
    ],
  },
  {
    title: 'Picture',
    keys: [
      { press: [['h']], does: 'Hide the boxes; hold to look under' },
      { press: [['l']], does: 'Label every box' },
      { press: [['z']], does: 'Zoom to who is lit' },
    ],
  },
  {
    title: 'Picture, pointed at or focused',
    keys: [
      { press: [['+'], ['-'], ['Mod', 'wheel']], does: 'Zoom' },
      { press: [['0']], does: 'Fit' },
      { press: [['1']], does: 'Actual size' },
      {
        press: [
          ['Shift', 'arrows'],
          ['Shift', 'drag'],
        ],
        does: 'Move',
      },
      { press: [['ArrowUp'], ['ArrowDown']], does: 'Through boxes that overlap' },
    ],
  },
];
