import { ImagePlus } from 'lucide-react';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { useDesk } from '../../session/react.tsx';
import { Button } from '../../ui/index.ts';

interface Props {
  readonly kind?: 'plain' | 'quiet';
  readonly className?: string;
}

/** A button that opens the file dialog. The input itself is what screen readers and tests find as “Add frames”. */
export function AddFrames({ kind = 'plain', className = '' }: Props): ReactNode {
  const { frames } = useDesk();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        accept="image/*,.heic,.heif"
        aria-label="Add frames"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          void frames.add([...(event.target.files ?? [])]);
          // So that the same file can be chosen again after it was removed.
          event.target.value = '';
        }}
      />
      <Button kind={kind} className={className} onClick={() => input.current?.click()}>
        <ImagePlus size={15} aria-hidden /> Add frames
      </Button>
    </>
  );
}
