import type { Preferences } from './types.ts';

/** The preference that folds a pane away. */
export type Fold = 'foldStory' | 'foldPicture' | 'foldViews';

const FOLDS: readonly Fold[] = ['foldStory', 'foldPicture', 'foldViews'];

/** Whether a pane is the last that is open: it stays. */
export function isLastOpen(preferences: Preferences, fold: Fold): boolean {
  return !preferences[fold] && FOLDS.every((other) => other === fold || preferences[other]);
}
