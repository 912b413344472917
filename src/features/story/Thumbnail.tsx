import type { ReactNode } from 'react';
import type { FrameNo } from '../../grounding/base.ts';
import { urlOf } from '../../session/index.ts';
import { useIsShown, useStory, useRunView } from '../../session/react.tsx';

/** The frame number in the margin, with a small picture. A click on it shows the frame on the stage. */
export function Thumbnail({ frame }: { readonly frame: FrameNo }): ReactNode {
  const view = useRunView();
  const shown = useIsShown(frame);
  const picture = useStory(({ frames }) => frames[frame - 1], undefined);
  const url = picture === undefined ? null : urlOf(picture);
  return (
    <button
      type="button"
      // No tab stop, because a long story would have 200 of them. By keyboard, ← and → change the frame.
      tabIndex={-1}
      className={`group block w-full rounded-md text-[12px] hover:text-accent ${shown ? 'font-bold text-accent' : 'text-soft'}`}
      aria-label={`Show image ${frame}`}
      onClick={() => view.show(frame)}
    >
      <span className="block pr-1 text-right leading-[1.3]">{frame}</span>
      {url !== null && (
        // No transition: at a hover it made the page paint five more times, 12 ms in all.
        <img
          src={url}
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          className={`mt-1 aspect-[3/2] w-full rounded-[4px] bg-sunk object-cover ${shown ? 'ring-[1.5px] ring-accent' : 'opacity-80 group-hover:opacity-100'}`}
        />
      )}
    </button>
  );
}
