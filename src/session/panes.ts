import type { Preferences } from './types.ts';

/** The preference that folds a pane. */
export type FoldedPane = 'foldStory' | 'foldPicture' | 'foldViews';

const FOLDS: readonly FoldedPane[] = ['foldStory', 'foldPicture', 'foldViews'];

/** Whether a pane is the last open one, which cannot be folded. */
export function isLastOpenPane(preferences: Preferences, fold: FoldedPane): boolean {
  return !preferences[fold] && FOLDS.every((other) => other === fold || preferences[other]);
}
