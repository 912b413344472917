export { CANVAS_NOISE, FIELD_NAMES } from '../inference/index.ts';
export type { TagTarget } from './tag-target.ts';
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
export { fittingFirst, noteOnModel, noteOnRecipe } from './own-choices.ts';
export { servedModel } from './connection.ts';
export type { Demo } from './demo.ts';
export { findingCounts, findingsBySection, findingsIn } from './audit.ts';
export type { AuditList, AuditView } from './audit-view.ts';
export { createSession } from './session.ts';
export type { LibraryView, Session, SessionDependencies } from './session.ts';
export { isContinuable, hasWholeThinking, endedRun } from './jobs.ts';
export { isLastOpenPane } from './panes.ts';
export type { FoldedPane } from './panes.ts';
export type { Entry } from './storage/entries.ts';
export type { Library } from './storage/library.ts';
export type { History } from './history/history.ts';
export type { RawRecord, RawRecords } from './storage/rescue.ts';
export type { Storage } from './storage/storage.ts';
export type { StorageArea } from './saved-settings.ts';
export type { NamedText, Sample } from '../formats/index.ts';
export { openDropped, samplesIn, sortDropped } from './open-output.ts';
export { randomId } from './ids.ts';
export { loadParser } from './parser.ts';
export type { Run, Sequence } from './records.ts';
export { summaryOf } from './agreement.ts';
export type { Agreement, RatingSummary } from './agreement.ts';
export { csvOfRatings, mergeRatings, ratingsOf, sampled } from './ratings.ts';
export type { RatedItem } from './rating-view.ts';
export { modelOf } from './run-model.ts';
export { judge, score, targetKey, VERDICTS } from './verdicts.ts';
export type { Verdict, VerdictName } from './verdicts.ts';
export { browserClock } from './pacer.ts';
export type { Clock } from './pacer.ts';
export { allRecipes, builtIn, isAsIn, recipeOf } from './recipes.ts';
export { etaOf } from './eta.ts';
export { dialectsIn, unitsFor, unitsOf } from './box-units.ts';
export { suspectUnits } from './suspicion.ts';
export type { Suspicion } from './suspicion.ts';
export {
  firstFrame,
  frameCount,
  isRunning,
  liveFrame,
  measureOf,
  numberOf,
  orderOf,
  pictureOf,
  sceneOf,
  shownFrame,
} from './selectors.ts';
export type { FramePicture, Scene } from './selectors.ts';
export { urlOf } from './picture-urls.ts';
export { SILENCE_MS } from './silence.ts';
export { isAway } from './return.ts';
export { commandFor, isCuredByServing, relayCommandFor } from './server-commands.ts';
export { SETTING_NAMES } from './setting-names.ts';
export { checkSetting, noteOnServer } from './settings.ts';
export type { TextSetting } from './settings.ts';
export type { HealthAnswer, HealthRecord, Progress, RunStatus } from './progress.ts';
export type * from './types.ts';
export { ANYTHING, cellKey, entityKey } from './highlighter.ts';
export { highlightedIds, isHighlighted, isPinnedIn } from './highlighted.ts';
export { mentionInFrame, stepMention } from './step-mentions.ts';
export type { MentionPosition } from './step-mentions.ts';
export type { Pointed } from './selection.ts';
export type { Panel, ShownBoxes, View, ViewState } from './view.ts';
export { comparisonOf } from './comparison.ts';
export type { DrawnComparison } from './comparison.ts';
export { comparandOf, comparandOfRun, openReference } from './reference.ts';
export type { Comparand, ReferenceFile } from './reference.ts';
