import { isContinuable, isRunning, hasWholeThinking, endedRun } from '../../session/index.ts';
import type { Desk } from '../../session/index.ts';
import type { Item } from './item.ts';

/** The commands that start, stop or open a run, as far as they are possible now. */
export function runCommands(desk: Desk, onOpenOutput: () => void): readonly Item[] {
  const { starting, run, frames, previous, demoFrames } = desk.session.getState();
  const { loaded, isShown } = desk.library.getState();
  const running = starting || isRunning(run);
  const story = endedRun({ run });
  const arrived = story !== null && story.completion !== '';
  return [
    running && command('Stop', desk.stop, { also: 'cancel' }),
    arrived && isContinuable(story) && command('Continue', () => void desk.continue(), { also: 'go on' }),
    !running && frames.length > 0 && command('Generate', () => void desk.generate(), { also: 'run start' }),
    arrived && command('Regenerate', () => void desk.regenerate(), { also: 'again retry seed' }),
    arrived &&
      hasWholeThinking(story) &&
      command('Regenerate the story only', () => void desk.regenerateStory(), { also: 'again retell' }),
    !running &&
      previous !== null &&
      command('Back to the previous story', desk.showPrevious, { also: 'undo previous' }),
    (run !== null || frames.length > 0) && command('New sequence', desk.startSequence, { also: 'start empty' }),
    loaded !== null &&
      command(isShown ? 'Close the library' : 'Library', () => desk.showLibrary(!isShown), {
        also: 'saved sequences open history',
        keys: ['o'],
      }),
    command('Open an output', onOpenOutput, { also: 'paste file completion load' }),
    // The demo would replace the frames in the strip, so it is not offered if they are the user's own.
    !running &&
      (demoFrames || frames.length === 0) &&
      command(run?.source === 'demo' ? 'Play the demo again' : 'Try the demo', () => void desk.playDemo(), {
        also: 'example',
      }),
  ].filter((item) => item !== false);
}

export function command(label: string, choose: () => void, more: Pick<Item, 'also' | 'keys'> = {}): Item {
  return { id: label, group: 'Commands', label, choose, ...more };
}
