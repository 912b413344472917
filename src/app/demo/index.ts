import completion from './completion.txt?raw';
import frame1 from './frame-1.webp';
import frame2 from './frame-2.webp';
import frame3 from './frame-3.webp';
import frame4 from './frame-4.webp';
import frame5 from './frame-5.webp';
import frame6 from './frame-6.webp';

/** A picture story that ships with the app: its frames and a recorded completion. */
export interface Demo {
  readonly title: string;
  /** In the order of the story. Each picture has 952x532 pixels, and the numbers of the boxes count these pixels. */
  readonly frames: readonly { readonly url: string; readonly name: string }[];
  readonly completion: string;
}

/** To change a picture, a box or a word, change the drawing in scripts/demo and run `npm run demo:draw`. */
export const demo: Demo = {
  title: 'The lamp at Grey Point',
  frames: [frame1, frame2, frame3, frame4, frame5, frame6].map((url, i) => ({ url, name: `frame-${i + 1}.webp` })),
  completion,
};
