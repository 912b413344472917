import type { EntityId } from '../../grounding/base.ts';

export type Group = 'Commands' | 'Undo' | 'Views' | 'Identities' | 'Images';

/** One item of the palette. */
export interface Item {
  /** Unique among all items; labels may repeat. */
  readonly id: string;
  readonly group: Group;
  readonly label: string;
  /** Shown after the label and searched, too: an id or a file name. */
  readonly note?: string | null;
  /** More search words that are not shown. */
  readonly also?: string;
  /**
   * Found only if the query has the beginning of one of these words, or no words. A step names what it changed, and a
   * search for that name must not end in undoing it.
   */
  readonly onlyFor?: readonly string[];
  /** The key that does the same, in the format of `Kbd`. */
  readonly keys?: readonly string[];
  /** For an identity: its id and its index in the order of first appearance, which determine the hue. */
  readonly hue?: { readonly id: EntityId; readonly place: number };
  /** For an image: the URL of its picture, or null if it has none. */
  readonly picture?: string | null;
  readonly choose: () => void;
}
