import type { Preferences } from './types.ts';

/** The preference that folds a pane away. */
export type FoldedPane = 'foldStory' | 'foldPicture' | 'foldViews';

const FOLDS: readonly FoldedPane[] = ['foldStory', 'foldPicture', 'foldViews'];

/** Whether a pane is the last that is open: it stays. */
export function isLastOpenPane(preferences: Preferences, fold: FoldedPane): boolean {
  return !preferences[fold] && FOLDS.every((other) => other === fold || preferences[other]);
}
