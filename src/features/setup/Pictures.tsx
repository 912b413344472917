import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { PICTURE_TOKENS, pictureSize, tokensOf } from '../../session/index.ts';
import type { BoxUnits, Frame, Settings } from '../../session/index.ts';
import { useDesk, useSession, useShownFrame } from '../../session/react.tsx';
import { Select } from '../../ui/index.ts';

const RULERS: readonly { readonly value: BoxUnits; readonly label: string }[] = [
  { value: 'sent', label: 'pixels of the picture that is sent' },
  { value: 'original', label: 'pixels of the original file' },
  { value: 'resized', label: 'pixels of the picture as the server resizes it' },
  { value: 'thousand', label: 'thousandths of each side (0 to 1000)' },
  { value: 'unit', label: 'parts of each side (0 to 1)' },
];

/** How large the pictures are sent, what the model then sees of them, and how it counts in them. */
export function Pictures(): ReactNode {
  const desk = useDesk();
  const id = useId();
  const { maxPixels, patchSide, units } = useSession((state) => state.settings);
  // Frames are made anew only when the slider is let go; until then only its place is known.
  const [sliding, setSliding] = useState<number | null>(null);
  const tokens = sliding ?? Math.round(maxPixels / patchSide ** 2);
  const step = PICTURE_TOKENS.findLastIndex((stop) => stop <= tokens);
  const told = `at most ${tokens.toLocaleString('en')} tokens a frame`;

  function settle(): void {
    if (sliding !== null) desk.set({ maxPixels: sliding * patchSide * patchSide });
    setSliding(null);
  }

  return (
    <div className="space-y-3">
      <div>
        <div className="mb-1 flex items-baseline justify-between gap-3">
          <label htmlFor={id} className="text-[12px] font-medium text-soft">
            Size of the pictures
          </label>
          <span className="text-[12px] text-soft">{told}</span>
        </div>
        <input
          id={id}
          type="range"
          min={0}
          max={PICTURE_TOKENS.length - 1}
          value={Math.max(0, step)}
          aria-valuetext={told}
          className="w-full cursor-pointer accent-accent"
          onChange={(event) => setSliding(PICTURE_TOKENS[Number(event.target.value)] ?? null)}
          onPointerUp={settle}
          onKeyUp={settle}
          onBlur={settle}
        />
        <Seen scale={{ maxPixels: tokens * patchSide * patchSide, patchSide }} />
      </div>
      <Select
        label="Boxes are counted in"
        value={units}
        options={RULERS}
        onChange={(value) => desk.set({ units: value })}
      />
    </div>
  );
}

interface SeenProps {
  readonly scale: Pick<Settings, 'maxPixels' | 'patchSide'>;
}

/** The frame at hand as the model will see it, at this size. */
function Seen({ scale }: SeenProps): ReactNode {
  const number = useShownFrame();
  const frame = useSession(({ frames }) => frames[number - 1] ?? frames[0] ?? null);
  const place = useSession(({ frames }) => (frame === null ? 0 : frames.indexOf(frame) + 1));
  if (frame === null) return null;
  const size = pictureSize(frame, scale);
  return (
    <figure className="mt-1.5 flex items-start gap-3">
      <Preview frame={frame} width={size.width} height={size.height} />
      <figcaption className="text-[12px] leading-[1.5] text-soft">
        Frame {place} as the model sees it: {size.width} × {size.height} pixels
        {(frame.originalWidth !== size.width || frame.originalHeight !== size.height) &&
          ` of ${frame.originalWidth} × ${frame.originalHeight}`}
        , {tokensOf(frame, scale).toLocaleString('en')} tokens.
      </figcaption>
    </figure>
  );
}

// CSS pixels of the preview. A picture that is sent smaller is drawn with as few pixels as it has, and looks it.
const WIDEST = 220;
const TALLEST = 165;

function Preview({
  frame,
  width,
  height,
}: {
  readonly frame: Frame;
  readonly width: number;
  readonly height: number;
}): ReactNode {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const target = canvas.current;
    if (target === null) return undefined;
    let gone = false;
    async function draw(onto: HTMLCanvasElement): Promise<void> {
      const bitmap = await createImageBitmap(frame.file, {
        imageOrientation: 'from-image',
        resizeWidth: width,
        resizeHeight: height,
        resizeQuality: 'high',
      }).catch(() => null);
      if (bitmap === null) return;
      if (!gone) {
        onto.width = width;
        onto.height = height;
        const context = onto.getContext('2d');
        if (context) {
          context.fillStyle = 'white';
          context.fillRect(0, 0, width, height);
          context.drawImage(bitmap, 0, 0);
        }
      }
      bitmap.close();
    }
    void draw(target);
    return () => {
      gone = true;
    };
  }, [frame, width, height]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={`${frame.name} in ${width} by ${height} pixels`}
      className="flex-none rounded-md bg-sunk"
      style={{ width: Math.min(WIDEST, (TALLEST * width) / height), aspectRatio: `${width} / ${height}` }}
    />
  );
}
