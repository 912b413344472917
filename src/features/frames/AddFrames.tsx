import { ImagePlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSession } from '../../session/react.tsx';
import { BUTTON_LOOK } from '../../ui/index.ts';

interface Props {
  readonly kind?: 'plain' | 'quiet';
  /** Whether the button shows only its icon on a narrow screen. */
  readonly compact?: boolean;
  readonly className?: string;
}

/** Adds frames. A transparent file input covers the visible button, so that there is one control with one name. */
export function AddFrames({ kind = 'plain', compact = false, className = 'h-8 px-3' }: Props): ReactNode {
  const { frames } = useSession();
  return (
    <span
      className={`relative inline-flex flex-none items-center gap-1.5 rounded-lg border whitespace-nowrap has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent ${BUTTON_LOOK[kind]} ${className}`}
    >
      <ImagePlus size={15} aria-hidden />
      <span aria-hidden className={compact ? 'narrow:hidden' : ''}>
        Add frames
      </span>
      <input
        type="file"
        multiple
        accept="image/*,.heic,.heif"
        aria-label="Add frames"
        className="absolute inset-0 size-full cursor-pointer opacity-0 file:cursor-pointer"
        onChange={(event) => {
          void frames.add([...(event.target.files ?? [])]);
          // Without this, the user could not choose the same file again after removing it.
          event.target.value = '';
        }}
      />
    </span>
  );
}
