import type { Box, Emit, FrameNo, Range } from './types.ts';

/** Which image the thinking is about. */
export interface Images {
  /** The image of the next table or note; null if it belongs to none. */
  current(): FrameNo | null;
  /** Opens the images of a heading, by their numbers as they are written. */
  open(written: readonly number[], at: Range): void;
  /** Whether this number, as it is written, is that of another image than the open one. */
  isOther(no: number): boolean;
  /** A table begins. If no image is open, it is read as image 1. */
  table(at: Range): FrameNo;
  /** A note, with the boxes in it. */
  note(boxes: readonly Box<'model'>[]): void;
  /** The next tables and notes belong to no image. */
  leave(from: number): void;
  /** Starts another thinking, in an open frame of the story or in none: its tables are about that frame. */
  restart(around: FrameNo | null): void;
  counting(): { readonly highest: number; readonly fromZero: boolean };
}

export function createImages(emit: Emit): Images {
  let frame: FrameNo | null = null;
  /** The open frame of the story around this thinking. */
  let within: FrameNo | null = null;
  /** The images of this thinking and of those before it, as they are written. */
  let written = new Set<number>();
  const earlier = new Set<number>();
  let fromZero = false;
  let highest = 0;
  let hasTable = false;
  /** The boxes in the notes of an image that has no table. */
  let boxes: Box<'model'>[] = [];

  function leave(from: number): void {
    const at: Range = [from, from];
    if (frame !== null && !hasTable && boxes.length > 0) {
      emit({ type: 'fault', fault: { type: 'boxes-without-table', frame, count: boxes.length, at }, at });
      emit({ type: 'unnamed-boxes', frame, boxes, at });
    }
    frame = null;
    hasTable = false;
    boxes = [];
  }

  return {
    current: () => frame,
    open(numbers, at) {
      leave(at[0]);
      const here: Range = [at[0], at[0]];
      if (!fromZero && numbers[0] === 0) {
        fromZero = true;
        const fault = { type: 'unusual', what: 'counted-from-zero', count: 1, written: '## Image 0', at } as const;
        emit({ type: 'count-from-zero', of: 'analyses', at: here });
        emit({ type: 'fault', fault, at });
      }
      const frames = numbers.map((no) => (fromZero ? no + 1 : no) as FrameNo);
      for (const [i, no] of numbers.entries()) {
        const again = frames[i];
        if (earlier.has(no) && !written.has(no) && again !== undefined)
          emit({ type: 'image-again', frame: again, at: here });
        written.add(no);
        highest = Math.max(highest, no);
      }
      frame = frames.at(-1) ?? null;
      if (frame !== null) emit({ type: 'image-heading', frame, others: frames.slice(0, -1), at });
    },
    isOther: (no) => frame !== (fromZero ? no + 1 : no),
    table(at) {
      hasTable = true;
      if (frame === null) {
        // A single picture is often analysed without "## Image 1".
        frame = within ?? (1 as FrameNo);
        written.add(frame);
        if (within === null) emit({ type: 'fault', fault: { type: 'table-without-image', at }, at });
      }
      return frame;
    },
    note(found) {
      for (const box of found) boxes.push(box);
    },
    leave,
    restart(around) {
      frame = null;
      within = around;
      for (const no of written) earlier.add(no);
      written = new Set();
    },
    counting: () => ({ highest, fromZero }),
  };
}
