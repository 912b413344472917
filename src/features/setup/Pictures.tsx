import { useEffect, useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { sayCount } from '../../grounding/base.ts';
import { PICTURE_TOKENS, pictureSize, tokensOf } from '../../session/index.ts';
import type { BoxUnits, Frame, Settings } from '../../session/index.ts';
import { useSession, usePageState, useShownFrame } from '../../session/react.tsx';
import { Select } from '../../ui/index.ts';

const UNITS: readonly { readonly value: BoxUnits; readonly label: string }[] = [
  { value: 'sent', label: 'Sent pixels' },
  { value: 'original', label: 'Original pixels' },
  { value: 'resized', label: 'Resized pixels (by the server)' },
  { value: 'thousand', label: '0–1000' },
  { value: 'unit', label: '0–1' },
  { value: 'thousand-yx', label: '0–1000, y first' },
];

/** The size of the sent pictures, a preview of a frame at that size, and the units of the boxes. */
export function Pictures(): ReactNode {
  const session = useSession();
  const id = useId();
  const { maxPixels, patchSide, units } = usePageState((state) => state.settings);
  // The frames are resized only when the user releases the slider. Until then only this value changes.
  const [sliding, setSliding] = useState<number | null>(null);
  const tokens = sliding ?? Math.round(maxPixels / patchSide ** 2);
  const step = PICTURE_TOKENS.findLastIndex((stop) => stop <= tokens);
  const sizeText = `at most ${sayCount(tokens, 'token')} a frame`;

  function apply(): void {
    if (sliding !== null) session.set({ maxPixels: sliding * patchSide * patchSide });
    setSliding(null);
  }

  return (
    <div className="space-y-3">
      <div>
        <div className="mb-1 flex items-baseline justify-between gap-3">
          <label htmlFor={id} className="text-[12px] font-medium text-soft">
            Picture size
          </label>
          <span className="text-[12px] text-soft">{sizeText}</span>
        </div>
        <input
          id={id}
          type="range"
          min={0}
          max={PICTURE_TOKENS.length - 1}
          value={Math.max(0, step)}
          aria-valuetext={sizeText}
          className="w-full cursor-pointer accent-accent"
          onChange={(event) => setSliding(PICTURE_TOKENS[Number(event.target.value)] ?? null)}
          onPointerUp={apply}
          onKeyUp={apply}
          onBlur={apply}
        />
        <SeenFrame scale={{ maxPixels: tokens * patchSide * patchSide, patchSide }} />
      </div>
      <Select label="Box units" value={units} options={UNITS} onChange={(value) => session.set({ units: value })} />
    </div>
  );
}

interface SeenFrameProps {
  readonly scale: Pick<Settings, 'maxPixels' | 'patchSide'>;
}

/** The current frame as the model will see it at this size. */
function SeenFrame({ scale }: SeenFrameProps): ReactNode {
  const number = useShownFrame();
  const frame = usePageState(({ frames }) => frames[number - 1] ?? frames[0] ?? null);
  const position = usePageState(({ frames }) => (frame === null ? 0 : frames.indexOf(frame) + 1));
  if (frame === null) return null;
  const size = pictureSize(frame, scale);
  return (
    <figure className="mt-1.5 flex items-start gap-3">
      <Preview frame={frame} width={size.width} height={size.height} />
      <figcaption className="text-[12px] leading-[1.5] text-soft">
        Frame {position} as the model sees it: {size.width} × {size.height} pixels
        {(frame.originalWidth !== size.width || frame.originalHeight !== size.height) &&
          ` (original ${frame.originalWidth} × ${frame.originalHeight})`}
        , {sayCount(tokensOf(frame, scale), 'token')}.
      </figcaption>
    </figure>
  );
}

// The largest size of the preview, in CSS pixels. A small picture is scaled up, so that the user sees its coarse pixels.
const MAX_WIDTH = 220;
const MAX_HEIGHT = 165;

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
    let cancelled = false;
    async function draw(preview: HTMLCanvasElement): Promise<void> {
      const bitmap = await createImageBitmap(frame.file, {
        imageOrientation: 'from-image',
        resizeWidth: width,
        resizeHeight: height,
        resizeQuality: 'high',
      }).catch(() => null);
      if (bitmap === null) return;
      if (!cancelled) {
        preview.width = width;
        preview.height = height;
        const context = preview.getContext('2d');
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
      cancelled = true;
    };
  }, [frame, width, height]);
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={`${frame.name} at ${width} by ${height} pixels`}
      className="flex-none rounded-md bg-sunk"
      style={{ width: Math.min(MAX_WIDTH, (MAX_HEIGHT * width) / height), aspectRatio: `${width} / ${height}` }}
    />
  );
}
