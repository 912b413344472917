export type { Failure, FailureKind, Outcome, ServedModel } from '../inference/index.ts';
export {
  budgetOf,
  countOf,
  framesThatFit,
  PICTURE_TOKENS,
  pictureSize,
  remediesOf,
  tokensOf,
  totalOf,
} from './budget.ts';
export type { Budget } from './budget.ts';
export { fittingFirst, noteOnModel, noteOnRecipe } from './automatic.ts';
export { servedModel } from './connection.ts';
export type { Demo } from './demo.ts';
export { createDesk } from './desk.ts';
export type { Desk, DeskDependencies } from './desk.ts';
export { isContinuable, isThoughtThrough, told } from './jobs.ts';
export { isLastOpen } from './folds.ts';
export type { Fold } from './folds.ts';
export type { Shelf } from './memory.ts';
export { MOST_BYTES, joinOutput, readTexts } from './opened.ts';
export type { NamedText } from './opened.ts';
export { browserClock } from './pacer.ts';
export type { Clock } from './pacer.ts';
export { allRecipes, builtIn, isAsIn, recipeOf } from './recipes.ts';
export { restOf } from './rest.ts';
export { isApplicable, suspect } from './rulers.ts';
export type { Suspicion } from './rulers.ts';
export {
  firstFrame,
  frameCount,
  isRunning,
  liveFrame,
  measureOf,
  numberOf,
  pictureOf,
  sceneOf,
  shownFrame,
} from './selectors.ts';
export type { FramePicture, Scene } from './selectors.ts';
export { SILENCE_MS } from './silence.ts';
export { isAway } from './return.ts';
export { commandFor, isCuredByServing, relayCommandFor } from './serving.ts';
export { checkSetting, noteOnServer } from './settings.ts';
export type { TextSetting } from './settings.ts';
export type * from './types.ts';
export { litIds } from './view.ts';
export { mentionInFrame, stepMention } from './walk.ts';
export type { Stop } from './walk.ts';
export type { Panel, ShownBoxes } from './view.ts';
