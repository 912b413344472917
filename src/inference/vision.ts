export interface Size {
  readonly width: number;
  readonly height: number;
}

export type SentSize =
  | ({ readonly ok: true } & Size)
  | { readonly ok: false; readonly problem: 'too-thin'; readonly sentence: string };

/** Pixels of a side that make one token: 28 for Qwen2.5-VL (patches of 14, merged two by two), 32 for Qwen3-VL. */
export type PatchSide = 28 | 32;

/** What a model's preprocessor_config.json allows, in pixels; `most` unless vLLM has `--mm-processor-kwargs`. */
export const PIXELS: Readonly<Record<PatchSide, { readonly least: number; readonly most: number }>> = {
  28: { least: 3136, most: 12_845_056 },
  32: { least: 65_536, most: 16_777_216 },
};
const MAX_RATIO = 200;

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
 * of a token's, the area within the limits, the ratio kept as well as that allows. Null for what the server refuses, a
 * picture more than 200 times as long as wide.
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

/** Tokens of a picture of this size. */
export function imageTokens({ width, height }: Size, side: PatchSide = 28): number {
  return Math.round(width / side) * Math.round(height / side);
}

// `<|vision_start|>` and `<|vision_end|>`.
const AROUND_PICTURE = 2;

/** Tokens that a picture takes of the prompt, as the server makes it under its limit of pixels, its own if not given. */
export function pictureTokens(size: Size, side: PatchSide, limit?: number): number {
  return imageTokens(smartResize(size.height, size.width, limit, side) ?? size, side) + AROUND_PICTURE;
}

/**
 * The size in which to send a picture, so that the server leaves it as it is: then the pixels of the file, of the
 * picture sent and of the picture the model sees are the same, and boxes can be read in one way only.
 *
 * @param maxPixels kept between four times the least that the model takes (12,544 pixels, 16 tokens, for Qwen2.5-VL)
 *   and the server's own limit.
 */
export function sentSize(
  width: number,
  height: number,
  maxPixels: number = DEFAULT_MAX_PIXELS,
  side: PatchSide = 28,
): SentSize {
  const { least, most } = PIXELS[side];
  // Below four times the least, rounding down to whole tokens can fall under it, and the server would scale up again.
  const budget = Math.min(Math.max(maxPixels, 4 * least), most);
  const size = smartResize(height, width, budget, side);
  if (size === null) {
    const sentence = `It is ${width} by ${height} pixels, more than ${MAX_RATIO} times as long as wide: the model refuses that.`;
    return { ok: false, problem: 'too-thin', sentence };
  }
  // Rounding the short side of a strip can leave it over the budget (100 by 20,000 in 100,000 pixels), or over the
  // ratio (41 by 8,200 becomes 28 by 8,204, which the server refuses).
  const short = Math.min(size.width, size.height);
  const longest = Math.min(MAX_RATIO * short, Math.floor(budget / short / side) * side);
  return { ok: true, width: Math.min(size.width, longest), height: Math.min(size.height, longest) };
}

// What operators set, as the model cards and vLLM's documentation do; looked at before any other number.
const USUAL_LIMITS = [1_003_520, 602_112, 401_408, 200_704, 2_007_040, 313_600, 501_760, 1_605_632];

/**
 * The limit of pixels to which a server has resized pictures further than they were sent (`--mm-processor-kwargs`),
 * worked out from the tokens that it counts for them. Null where it left them as they are.
 *
 * @param sizes of the pictures as they were sent.
 * @param tokens of all pictures together, with the two around each; only known within `slack` tokens, since the rest of
 *   the prompt is estimated.
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
