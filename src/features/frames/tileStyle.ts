/**
 * The classes of a tile. Its padding leaves space for the ring, which the strip would otherwise cut off. A tile far out
 * of view is not painted: with 60 tiles, painting them took a tenth of each animation frame.
 */
export function tileStyle(near: boolean): string {
  return `group relative w-[122px] flex-none px-[5px] pt-[9px] ${near ? '' : '[contain-intrinsic-height:72px] [content-visibility:auto]'}`;
}

/** The classes of a thumbnail, which is a button. */
export function thumbnailStyle(shown: boolean): string {
  const ring = shown ? 'ring-2 ring-accent' : 'ring-1 ring-line hover:ring-edge';
  return `relative block h-[63px] w-[112px] touch-manipulation overflow-hidden rounded-[7px] bg-sunk ${ring}`;
}

/**
 * The classes of a layer with all boxes or marks of a tile. While something is highlighted, the layer fades as a whole,
 * and the highlighted boxes and marks are shown above it: fading each one took twice as long (16 ms instead of 8, with 60
 * frames on a busy machine).
 */
export const BASE_LAYER = 'lit:opacity-25';

/** The classes of a box or mark above the base layer, which is visible only while its entity is highlighted. */
export const UPPER_LAYER = 'invisible lit:visible';

/** The width of a tile, in CSS pixels; must match `w-[122px]`. */
export const PITCH = 122;

/** The element that scrolls the tiles sideways. */
export function stripOf(part: HTMLElement | null): HTMLElement | null {
  return part?.closest<HTMLElement>('[data-scrolls]') ?? null;
}
