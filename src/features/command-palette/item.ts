import type { EntityId } from '../../grounding/index.ts';

export type Group = 'Commands' | 'Views' | 'Identities' | 'Images';

/** Something that the palette finds. */
export interface Item {
  /** Its own among all items, whatever they are called. */
  readonly id: string;
  readonly group: Group;
  readonly label: string;
  /** What is said besides, and found by as well: an ID, the name of a file. */
  readonly note?: string | null;
  /** Other words that somebody might look for. */
  readonly also?: string;
  /** The key that does the same, as `Kbd` takes it. */
  readonly keys?: readonly string[];
  /** Of an identity: whose hue it has, and its place in the order of first appearance. */
  readonly hue?: { readonly id: EntityId; readonly place: number };
  /** Of an image: its picture, where there is one. */
  readonly picture?: string | null;
  readonly choose: () => void;
}
