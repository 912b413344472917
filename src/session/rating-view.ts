/** A story to rate: a run, or the newest run of a sequence (null). */
export interface RatedItem {
  readonly sequence: string;
  readonly run: string | null;
}

/** The rating that is in progress. */
export interface RatingView {
  /** In the order in which the rater sees them. */
  readonly items: readonly RatedItem[];
  /** The number of the item on the page, from 0. */
  readonly index: number;
  /** Whether the page hides model and run. */
  readonly blind: boolean;
}
