// The numbers of the StoryReasoning papers. Only the audit and the terminal command need them, so they load on demand.
export { bootstrapMean, pairedDifference, randomNumbers } from './scoring/bootstrap.ts';
export type { Interval } from './scoring/bootstrap.ts';
export { detectionsOf } from './scoring/detections.ts';
export type { BoxMeasure, Detection } from './scoring/detections.ts';
export { krippendorffAlpha } from './scoring/krippendorff.ts';
export type { Level } from './scoring/krippendorff.ts';
export { match, overlapOf } from './scoring/matching.ts';
export type { Match } from './scoring/matching.ts';
export { SCORES, mean, meanScores, scoreStory, scoresOf } from './scoring/scores.ts';
export type { Scores, StoryScores } from './scoring/scores.ts';
export { statisticsOf } from './scoring/statistics.ts';
export type { StoryStatistics } from './scoring/statistics.ts';
export { sectionsOf, storyOf, thoughtOf } from './scoring/strict-reader.ts';
export { sumStatistics } from './scoring/summary.ts';
export type { StatisticsSum, StatisticsSummary } from './scoring/summary.ts';
export { bleu, bleuCounts, plainStory, rougeL, wordsOf } from './scoring/text-scores.ts';
export type { BleuCounts } from './scoring/text-scores.ts';
export { cotError, isWellStructured, storyError } from './scoring/validators.ts';
