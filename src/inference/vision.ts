export interface Size {
  readonly width: number;
  readonly height: number;
}

export type SentSize =
  | ({ readonly ok: true } & Size)
  | { readonly ok: false; readonly problem: 'too-thin'; readonly sentence: string };

/** Side of the square that becomes one token, in pixels: 28 for Qwen2.5-VL (2 x 2 patches of 14), 32 for Qwen3-VL. */
export type PatchSide = 28 | 32;

/** Limits in a model's preprocessor_config.json, in pixels. `--mm-processor-kwargs` of vLLM can lower `most`. */
export const PIXELS: Readonly<Record<PatchSide, { readonly least: number; readonly most: number }>> = {
  28: { least: 3136, most: 12_845_056 },
  32: { least: 65_536, most: 16_777_216 },
};
const MAX_RATIO = 200;

/** Default limit for the pixels of a sent picture: 1,280 tokens, with which Qwen2.5-VL grounds best. */
export const DEFAULT_MAX_PIXELS = 1_003_520;

/** Rounds half to even, as Python does. Math.round would be wrong for one size in 56 (350 px become 336, not 364). */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const fraction = value - floor;
  if (fraction !== 0.5) return fraction < 0.5 ? floor : floor + 1;
  return floor % 2 === 0 ? floor : floor + 1;
}

/**
 * The size to which the server scales a picture for the model (transformers, `qwen2_vl`). Both sides are multiples of a
 * token's side, the area is within the limits, and the aspect ratio changes as little as possible. Null for a picture
 * that the server refuses because it is more than 200 times as long as wide.
 */
export function smartResize(
  height: number,
  width: number,
  maxPixels?: number,
  side: PatchSide = 28,
  minPixels: number = PIXELS[side].least,
): Size | null {
  if (Math.max(height, width) / Math.min(height, width) > MAX_RATIO) return null;
  const rounded = { width: roundHalfEven(width / side) * side, height: roundHalfEven(height / side) * side };
  const area = rounded.width * rounded.height;
  if (area > (maxPixels ?? PIXELS[side].most)) {
    const shrink = Math.sqrt((height * width) / (maxPixels ?? PIXELS[side].most));
    const fit = (length: number): number => Math.max(side, Math.floor(length / shrink / side) * side);
    return { width: fit(width), height: fit(height) };
  }
  if (area < minPixels) {
    const grow = Math.sqrt(minPixels / (height * width));
    const fit = (length: number): number => Math.ceil((length * grow) / side) * side;
    return { width: fit(width), height: fit(height) };
  }
  return rounded;
}

/** The number of tokens of a picture that the server has already scaled. */
export function imageTokens({ width, height }: Size, side: PatchSide = 28): number {
  return Math.round(width / side) * Math.round(height / side);
}

// The tokens `<|vision_start|>` and `<|vision_end|>`.
const AROUND_PICTURE = 2;

/** Tokens of a sent picture in the prompt, after the server has scaled it. `limit` is the server's limit of pixels. */
export function pictureTokens(size: Size, side: PatchSide, limit?: number): number {
  return imageTokens(smartResize(size.height, size.width, limit, side) ?? size, side) + AROUND_PICTURE;
}

/**
 * The size in which to send a picture so that the server does not scale it again. Then the picture that is sent and the
 * picture that the model sees have the same pixels, and boxes can be read in only one way.
 *
 * @param maxPixels clamped between four times the model's minimum (12,544 pixels or 16 tokens for Qwen2.5-VL) and the
 *   server's own limit.
 */
export function sentSize(
  width: number,
  height: number,
  maxPixels: number = DEFAULT_MAX_PIXELS,
  side: PatchSide = 28,
): SentSize {
  const { least, most } = PIXELS[side];
  // The budget has a minimum, because rounding down to whole tokens could otherwise fall below the model's minimum, and
  // the server would scale the picture up.
  const budget = Math.min(Math.max(maxPixels, 4 * least), most);
  const size = smartResize(height, width, budget, side);
  if (size === null) {
    const sentence = `It is ${width} by ${height} pixels, more than ${MAX_RATIO} times as long as wide: the model refuses that.`;
    return { ok: false, problem: 'too-thin', sentence };
  }
  // After rounding the short side, a narrow picture can exceed the budget (100 by 20,000 in 100,000 pixels) or the ratio
  // (41 by 8,200 becomes 28 by 8,204, which the server refuses).
  const short = Math.min(size.width, size.height);
  const longest = Math.min(MAX_RATIO * short, Math.floor(budget / short / side) * side);
  return { ok: true, width: Math.min(size.width, longest), height: Math.min(size.height, longest) };
}

// The limits in model cards and in vLLM's documentation. Operators use them most often, so they are tried first.
const USUAL_LIMITS = [1_003_520, 602_112, 401_408, 200_704, 2_007_040, 313_600, 501_760, 1_605_632];

/**
 * Works out a server's limit of pixels (`--mm-processor-kwargs`) from the number of tokens that it counts for pictures.
 * Null if the server did not scale the pictures down.
 *
 * @param sizes the sizes of the pictures as they were sent.
 * @param tokens the tokens of all pictures together, including the two around each.
 * @param slack how far `tokens` may be wrong, because the tokens of the prompt's texts are only estimated.
 */
export function serverLimit(
  sizes: readonly Size[],
  tokens: number,
  slack: number,
  side: PatchSide = 28,
): number | null {
  const tokensAt = (limit: number): number => sizes.reduce((sum, size) => sum + pictureTokens(size, side, limit), 0);
  if (sizes.length === 0 || tokens >= tokensAt(PIXELS[side].most) - slack) return null;
  const usual = USUAL_LIMITS.find((limit) => Math.abs(tokensAt(limit) - tokens) <= slack);
  if (usual !== undefined) return usual;
  let [low, high] = [PIXELS[side].least, PIXELS[side].most];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (tokensAt(middle) > tokens) high = middle;
    else low = middle;
  }
  return tokensAt(high) - tokens < tokens - tokensAt(low) ? high : low;
}
