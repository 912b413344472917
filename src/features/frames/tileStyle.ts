/**
 * The look of a tile. The room for its ring is within it, so that the strip cuts none off. One that is far out of sight
 * is not painted: of 60 tiles that was a tenth of each frame.
 */
export function tileStyle(near: boolean): string {
  return `group relative w-[122px] flex-none px-[5px] pt-[9px] ${near ? '' : '[contain-intrinsic-height:72px] [content-visibility:auto]'}`;
}

/** Its thumbnail, which is a button. */
export function thumbnailStyle(shown: boolean): string {
  const ring = shown ? 'ring-2 ring-accent' : 'ring-1 ring-line hover:ring-edge';
  return `relative block h-[63px] w-[112px] touch-manipulation overflow-hidden rounded-[7px] bg-sunk ${ring}`;
}

/** From the beginning of one tile to that of the next, in CSS pixels; `w-[122px]` is the same. */
export const PITCH = 122;

/** What scrolls sideways, with the tiles in it. */
export function stripOf(part: HTMLElement | null): HTMLElement | null {
  return part?.closest<HTMLElement>('[data-scrolls]') ?? null;
}
