import { pictureTokens, sentSize, serverLimit, textTokens } from '../inference/index.ts';
import { sayNumber } from '../grounding/base.ts';
import type { Size } from '../grounding/base.ts';
import { servedModel } from './connection.ts';
import type { Progress } from './progress.ts';
import type { SentRequest, Frame, PageState, Settings } from './types.ts';

/** The tokens of the next request, and how many the model can hold. */
export interface Budget {
  readonly pictures: number;
  readonly text: number;
  readonly answer: number;
  /** The model's context length on this server; null if it is unknown. */
  readonly context: number | null;
  /** Whether the server has already counted these prompts. If so, `text` is exact and not an estimate. */
  readonly counted: boolean;
  /** The pixel limit to which the server resizes pictures further; null if no limit is known. */
  readonly limit: number | null;
}

export const totalOf = ({ pictures, text, answer }: Budget): number => pictures + text + answer;

type Picture = Pick<Frame, 'originalWidth' | 'originalHeight'>;
type PictureSettings = Pick<Settings, 'maxPixels' | 'patchSide'>;

/** The size in pixels at which a frame will be sent. */
export function pictureSize(
  { originalWidth, originalHeight }: Picture,
  { maxPixels, patchSide }: PictureSettings,
): Size {
  const size = sentSize(originalWidth, originalHeight, maxPixels, patchSide);
  // A frame was checked when it was added, so its proportions are valid.
  return size.ok ? size : { width: originalWidth, height: originalHeight };
}

/** The tokens of one frame as it will be sent, after the server has resized it to `limit` pixels. */
export function tokensOf(frame: Picture, settings: PictureSettings, limit: number | null = null): number {
  return pictureTokens(pictureSize(frame, settings), settings.patchSide, limit ?? undefined);
}

function sumOf(frames: readonly Picture[], settings: PictureSettings, limit: number | null): number {
  return frames.reduce((sum, frame) => sum + tokensOf(frame, settings, limit), 0);
}

/**
 * The tokens of the next request. If the server has counted the tokens of the current run, that count corrects the
 * estimate.
 */
export function budgetOf(state: PageState): Budget {
  const { settings, frames, run } = state;
  const progress = run?.progress ?? null;
  const known = progress !== null && run?.source === 'model' && progress.request.model === settings.model.trim();
  const counted = known ? countOf(progress, run.frames) : null;
  const text = textTokens([settings.systemPrompt, settings.prompt]);
  const same =
    counted !== null &&
    progress?.request.prompt === settings.prompt &&
    progress.request.systemPrompt === settings.systemPrompt;
  const limit = counted?.limit ?? null;
  return {
    pictures: sumOf(frames, settings, limit),
    limit,
    text: same ? counted.text : text,
    answer: Math.max(0, Number(settings.maxTokens) || 0),
    context: servedModel(state)?.contextLength ?? null,
    counted: same,
  };
}

/** What the server's token count of a prompt shows. */
export interface Count {
  readonly expected: number;
  readonly actual: number;
  /** The pixel limit to which the server resized the pictures; null if it did not resize them. */
  readonly limit: number | null;
  readonly text: number;
}

const counts = new WeakMap<SentRequest, Count>();

/** Null until the server has reported the prompt's length. Returns the same object for the same request. */
export function countOf({ request, promptTokens }: Progress, frames: readonly Frame[]): Count | null {
  if (promptTokens === null) return null;
  const known = counts.get(request);
  if (known?.actual === promptTokens) return known;
  const count = countTokens(request, promptTokens, frames);
  counts.set(request, count);
  return count;
}

function countTokens(
  { systemPrompt, prompt, patchSide }: SentRequest,
  actual: number,
  frames: readonly Frame[],
): Count {
  const text = textTokens([systemPrompt, prompt]);
  const picturesAt = (limit?: number): number =>
    frames.reduce((sum, sent) => sum + pictureTokens(sent, patchSide, limit), 0);
  const pictures = picturesAt();
  // The text is only estimated, so the estimate may be wrong by a quarter of the text.
  const slack = Math.max(24, text / 4, pictures * 0.02);
  const explained = serverLimit(frames, actual - text, slack, patchSide);
  // A limit is found only if it explains the count and if more tokens are missing than the whole text has. No other
  // chat template or tokenizer explains that: these differ by tens of tokens.
  const limit = text + pictures - actual > text + slack ? explained : null;
  const seen = limit === null ? pictures : picturesAt(limit);
  return { expected: text + pictures, actual, limit, text: Math.max(0, actual - seen) };
}

/** A change of the settings that makes the request fit, and its label on the button. */
export interface Remedy {
  readonly change: Partial<Pick<Settings, 'maxPixels' | 'maxTokens'>>;
  readonly label: string;
}

// A story of one frame has about 500 tokens. With less room a request is pointless.
const LEAST_ANSWER = 512;

/** The steps of the slider, in tokens for each picture. */
export const PICTURE_TOKENS = [64, 128, 192, 256, 384, 512, 768, 1024, 1280, 1536, 2048, 3072, 4096, 8192, 16_384];

/** The changes that make a request that is too long fit: a shorter answer, or smaller pictures. */
export function remediesOf(budget: Budget, { settings, frames }: PageState): readonly Remedy[] {
  const { context, pictures, text, answer } = budget;
  if (context === null || totalOf(budget) <= context) return [];
  const remedies: Remedy[] = [];
  const room = Math.floor((context - pictures - text) / 64) * 64;
  if (room >= LEAST_ANSWER)
    remedies.push({
      change: { maxTokens: String(room) },
      label: `Lower Max tokens to ${sayNumber(room)}`,
    });
  const { patchSide } = settings;
  const fitting = PICTURE_TOKENS.map((tokens) => tokens * patchSide * patchSide).findLast(
    (maxPixels) =>
      maxPixels < settings.maxPixels && sumOf(frames, { maxPixels, patchSide }, null) + text + answer <= context,
  );
  if (fitting !== undefined)
    remedies.push({
      change: { maxPixels: fitting },
      label: `Send at most ${sayNumber(fitting / patchSide ** 2)} tokens a frame`,
    });
  return remedies;
}

/** How many of the frames, counted from the first, fit with the current settings. */
export function framesThatFit(budget: Budget, { settings, frames }: PageState): number {
  let left = (budget.context ?? Infinity) - budget.text - budget.answer;
  let count = 0;
  for (const frame of frames) {
    left -= tokensOf(frame, settings, budget.limit);
    if (left < 0) break;
    count++;
  }
  return count;
}
