import { isContinuable, isRunning, hasWholeThinking, endedRun } from '../../session/index.ts';
import type { LibraryView, PageState, Session } from '../../session/index.ts';
import type { Item } from './item.ts';

/** The commands that start, stop or open a run, as far as they are possible now. */
export function runCommands(
  session: Session,
  { starting, run, frames, previous, demoFrames }: PageState,
  { loaded, isShown }: LibraryView,
  onOpenOutput: () => void,
): readonly Item[] {
  const running = starting || isRunning(run);
  const story = endedRun({ run });
  const arrived = story !== null && story.completion !== '';
  return [
    running && command('Stop', session.stop, { also: 'cancel' }),
    arrived && isContinuable(story) && command('Continue', () => void session.continue(), { also: 'go on' }),
    !running && frames.length > 0 && command('Generate', () => void session.generate(), { also: 'run start' }),
    arrived && command('Regenerate', () => void session.regenerate(), { also: 'again retry seed' }),
    arrived &&
      hasWholeThinking(story) &&
      command('Regenerate the story only', () => void session.regenerateStory(), { also: 'again retell' }),
    !running &&
      run !== null &&
      run.doc.entities.length > 0 &&
      command('Correct an identity', () => session.view.choose({ overlay: 'identity' }), {
        also: 'rename merge split swap edit id',
      }),
    !running &&
      previous !== null &&
      command('Back to the previous story', session.showPrevious, { also: 'undo previous' }),
    (run !== null || frames.length > 0) && command('New sequence', session.startSequence, { also: 'start empty' }),
    loaded !== null &&
      command(isShown ? 'Close the library' : 'Library', () => session.showLibrary(!isShown), {
        also: 'saved sequences open history',
        keys: ['o'],
      }),
    loaded !== null &&
      !running &&
      demoFrames &&
      run?.source === 'demo' &&
      command('Keep the demo in the library', loaded.keepDemo, { also: 'save' }),
    command('Open an output', onOpenOutput, { also: 'paste file completion load' }),
    // The demo would replace the frames in the strip, so it is not offered if they are the user's own.
    !running &&
      (demoFrames || frames.length === 0) &&
      command(run?.source === 'demo' ? 'Play the demo again' : 'Try the demo', () => void session.playDemo(), {
        also: 'example',
      }),
  ].filter((item) => item !== false);
}

export function command(label: string, choose: () => void, more: Pick<Item, 'also' | 'keys'> = {}): Item {
  return { id: label, group: 'Commands', label, choose, ...more };
}
