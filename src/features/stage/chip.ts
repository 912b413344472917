import type { SeenBox } from './sight.ts';

export interface Chip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly name: string;
  /** Where the ID begins within the chip. */
  readonly idAt: number;
}

const HEIGHT = 24;
const MOST_LETTERS = 32;

let ruler: OffscreenCanvasRenderingContext2D | null | undefined;

function widthOf(text: string, font: string): number {
  ruler ??= new OffscreenCanvas(1, 1).getContext('2d');
  if (!ruler) return text.length * 8;
  ruler.font = font;
  return ruler.measureText(text).width;
}

/** The label of a box: above its top left corner, inside where there is no room, and never outside of the stage. */
export function chipOf(box: SeenBox, stage: { readonly width: number; readonly height: number }): Chip {
  const name = box.name === box.id ? '' : shorten(box.name);
  const nameWidth = name === '' ? 0 : widthOf(name, '650 13px "Inter Variable", system-ui') + 7;
  const width = 18 + nameWidth + widthOf(box.id, '12px "Inter Variable", system-ui');
  const { x1, y1 } = box.at;
  return {
    x: Math.max(0, Math.min(x1, stage.width - width)),
    y: y1 >= HEIGHT ? y1 - HEIGHT : Math.min(y1, stage.height - HEIGHT),
    width,
    height: HEIGHT,
    name,
    idAt: 9 + nameWidth,
  };
}

function shorten(name: string): string {
  return name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name;
}
