export interface Size {
  readonly width: number;
  readonly height: number;
}

export type SentSize =
  | ({ readonly ok: true } & Size)
  | { readonly ok: false; readonly problem: 'too-thin'; readonly sentence: string };

// preprocessor_config.json of Qwen2.5-VL: patches of 14 pixels, merged two by two into one token.
const FACTOR = 28;
const MIN_PIXELS = 3136;
/** The server's own limit, unless it was started with `--mm-processor-kwargs`. */
const SERVER_MAX_PIXELS = 12_845_056;
const MAX_RATIO = 200;
// Below this, rounding down to multiples of 28 can fall under MIN_PIXELS, and the server would scale up again.
const MIN_BUDGET = 4 * MIN_PIXELS;

/** Pixels that a sent picture may have if nothing else is said: 1,280 tokens, where Qwen2.5-VL grounds best. */
export const DEFAULT_MAX_PIXELS = 1_003_520;

/** Rounds as Python does, half to even; Math.round is wrong for one size in 56 (350 px become 336, not 364). */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return rest < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/**
 * The size to which the server scales a picture before the model sees it (transformers, `qwen2_vl`): sides in multiples
 * of 28, the area within the limits, the ratio kept as well as that allows. Null for what the server refuses, a picture
 * more than 200 times as long as wide.
 */
export function smartResize(
  height: number,
  width: number,
  maxPixels: number = SERVER_MAX_PIXELS,
  minPixels: number = MIN_PIXELS,
): Size | null {
  if (Math.max(height, width) / Math.min(height, width) > MAX_RATIO) return null;
  const rounded = { width: roundHalfEven(width / FACTOR) * FACTOR, height: roundHalfEven(height / FACTOR) * FACTOR };
  const area = rounded.width * rounded.height;
  if (area > maxPixels) {
    const shrink = Math.sqrt((height * width) / maxPixels);
    const fit = (side: number): number => Math.max(FACTOR, Math.floor(side / shrink / FACTOR) * FACTOR);
    return { width: fit(width), height: fit(height) };
  }
  if (area < minPixels) {
    const grow = Math.sqrt(minPixels / (height * width));
    const fit = (side: number): number => Math.ceil((side * grow) / FACTOR) * FACTOR;
    return { width: fit(width), height: fit(height) };
  }
  return rounded;
}

/** Tokens of a picture of this size, sides in multiples of 28. Two more in the prompt say where it begins and ends. */
export function imageTokens(width: number, height: number): number {
  return (width / FACTOR) * (height / FACTOR);
}

/**
 * The size in which to send a picture, so that the server leaves it as it is: then the pixels of the file, of the
 * picture sent and of the picture the model sees are the same, and boxes can be read in one way only.
 *
 * @param maxPixels clamped to at least 12,544 (16 tokens) and at most the server's 12,845,056.
 */
export function sentSize(width: number, height: number, maxPixels: number = DEFAULT_MAX_PIXELS): SentSize {
  const budget = Math.min(Math.max(maxPixels, MIN_BUDGET), SERVER_MAX_PIXELS);
  const size = smartResize(height, width, budget);
  if (size === null) {
    const sentence = `It is ${width} by ${height} pixels, more than ${MAX_RATIO} times as long as wide: the model refuses that.`;
    return { ok: false, problem: 'too-thin', sentence };
  }
  // Rounding the short side of a strip can leave it over the budget (100 by 20,000 in 100,000 pixels), or over the
  // ratio (41 by 8,200 becomes 28 by 8,204, which the server refuses).
  const short = Math.min(size.width, size.height);
  const longest = Math.min(MAX_RATIO * short, Math.floor(budget / short / FACTOR) * FACTOR);
  return { ok: true, width: Math.min(size.width, longest), height: Math.min(size.height, longest) };
}
