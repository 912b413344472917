import { pictureTokens, sentSize, serverLimit, textTokens } from '../inference/index.ts';
import type { Size } from '../grounding/index.ts';
import { servedModel } from './connection.ts';
import type { SentRequest, Frame, Run, SessionState, Settings } from './types.ts';

/** Tokens of the next request, against what the model can hold. */
export interface Budget {
  readonly pictures: number;
  readonly text: number;
  readonly answer: number;
  /** Of the model as the server serves it; null where it is not known. */
  readonly context: number | null;
  /** Whether the server has counted the same pictures and prompts before, so that they are known and not estimated. */
  readonly counted: boolean;
  /** Pixels to which the server is known to resize pictures further; null where it is not known to. */
  readonly limit: number | null;
}

export const totalOf = ({ pictures, text, answer }: Budget): number => pictures + text + answer;

type Picture = Pick<Frame, 'originalWidth' | 'originalHeight'>;
type Sight = Pick<Settings, 'maxPixels' | 'patchSide'>;

/** The size in which a frame will be sent. */
export function pictureSize({ originalWidth, originalHeight }: Picture, { maxPixels, patchSide }: Sight): Size {
  const size = sentSize(originalWidth, originalHeight, maxPixels, patchSide);
  // A frame has been sized before: it is not too thin.
  return size.ok ? size : { width: originalWidth, height: originalHeight };
}

/** Tokens of one frame as it will be sent, and as a server with this limit of pixels will make it. */
export function tokensOf(frame: Picture, sight: Sight, limit: number | null = null): number {
  return pictureTokens(pictureSize(frame, sight), sight.patchSide, limit ?? undefined);
}

function sumOf(frames: readonly Picture[], sight: Sight, limit: number | null): number {
  return frames.reduce((sum, frame) => sum + tokensOf(frame, sight, limit), 0);
}

/** What the next request will take. What the server has counted of the last one corrects the estimate. */
export function budgetOf(state: SessionState): Budget {
  const { settings, frames, reading } = state;
  const run = reading?.run ?? null;
  const known = run !== null && reading?.source === 'run' && run.request.model === settings.model.trim();
  const counted = known ? countOf(run, reading.frames) : null;
  const text = textTokens([settings.systemPrompt, settings.prompt]);
  const same =
    counted !== null && run?.request.prompt === settings.prompt && run.request.systemPrompt === settings.systemPrompt;
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

/** What the tokens of a prompt, as the server counted them, say about it. */
export interface Count {
  readonly expected: number;
  readonly actual: number;
  /** Pixels to which the server resized the pictures further; null where it left them as they were sent. */
  readonly limit: number | null;
  readonly text: number;
}

const counts = new WeakMap<SentRequest, Count>();

/** Null before the server has said how long the prompt is; the same object for the same request. */
export function countOf({ request, promptTokens }: Run, frames: readonly Frame[]): Count | null {
  if (promptTokens === null) return null;
  const known = counts.get(request);
  if (known?.actual === promptTokens) return known;
  const count = work(request, promptTokens, frames);
  counts.set(request, count);
  return count;
}

function work({ systemPrompt, prompt, patchSide }: SentRequest, actual: number, frames: readonly Frame[]): Count {
  const text = textTokens([systemPrompt, prompt]);
  const picturesAt = (limit?: number): number =>
    frames.reduce((sum, sent) => sum + pictureTokens(sent, patchSide, limit), 0);
  const pictures = picturesAt();
  // The text is estimated: a quarter of it is the slack, and a picture that is resized loses far more than that.
  const slack = Math.max(24, text / 4, pictures * 0.02);
  const limit = serverLimit(frames, actual - text, slack, patchSide);
  const seen = limit === null ? pictures : picturesAt(limit);
  return { expected: text + pictures, actual, limit, text: Math.max(0, actual - seen) };
}

/** A change of the settings that makes the request fit, and what it is called. */
export interface Remedy {
  readonly change: Partial<Pick<Settings, 'maxPixels' | 'maxTokens'>>;
  readonly label: string;
}

// A story of one frame has some 500 tokens: with less left there is no point in asking.
const LEAST_ANSWER = 512;

/** Tokens of a picture between which the slider moves. */
export const PICTURE_TOKENS = [64, 128, 192, 256, 384, 512, 768, 1024, 1280, 1536, 2048, 3072, 4096, 8192, 16_384];

/** How a request that is too long can be made to fit: by a shorter answer, or by smaller pictures. */
export function remediesOf(budget: Budget, { settings, frames }: SessionState): readonly Remedy[] {
  const { context, pictures, text, answer } = budget;
  if (context === null || totalOf(budget) <= context) return [];
  const remedies: Remedy[] = [];
  const room = Math.floor((context - pictures - text) / 64) * 64;
  if (room >= LEAST_ANSWER)
    remedies.push({
      change: { maxTokens: String(room) },
      label: `Lower Max tokens to ${room.toLocaleString('en')}`,
    });
  const { patchSide } = settings;
  const fitting = PICTURE_TOKENS.map((tokens) => tokens * patchSide * patchSide).findLast(
    (maxPixels) =>
      maxPixels < settings.maxPixels && sumOf(frames, { maxPixels, patchSide }, null) + text + answer <= context,
  );
  if (fitting !== undefined)
    remedies.push({
      change: { maxPixels: fitting },
      label: `Send at most ${(fitting / patchSide ** 2).toLocaleString('en')} tokens a frame`,
    });
  return remedies;
}

/** How many frames of the tray fit with the settings as they are, counted from the first. */
export function framesThatFit(budget: Budget, { settings, frames }: SessionState): number {
  let left = (budget.context ?? Infinity) - budget.text - budget.answer;
  let count = 0;
  for (const frame of frames) {
    left -= tokensOf(frame, settings, budget.limit);
    if (left < 0) break;
    count++;
  }
  return count;
}
