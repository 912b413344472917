import type { Size, Switch } from '../grounding/base.ts';
import { docOf } from './docs.ts';
import { parserMissing } from './failures.ts';
import type { JobRunner } from './job-runner.ts';
import { loadParser } from './parser.ts';
import { firstFrame } from './selectors.ts';
import { addRun, addSequence, newRun, newSequence } from './sequences.ts';
import type { Origins } from './sequences.ts';
import type { Stores } from './stores.ts';

/** A completion from elsewhere. */
export interface Output {
  readonly name: string;
  readonly text: string;
  /** The sizes of its frames in pixels, where they are known; frame n is `sizes[n - 1]`. */
  readonly sizes?: readonly Size[];
  /** Where its thinking and its story begin, if they were kept apart. */
  readonly switches?: readonly Switch[];
}

/** The command that opens a saved output and shows it with the frames on the page. */
export function createOpener(
  stores: Stores,
  origins: Origins,
  jobRunner: Pick<JobRunner, 'claim' | 'endCurrentJob'>,
): (output: Output) => void {
  const { activity, page, view, batch } = stores;

  async function openLater(output: Output, isMine: () => boolean): Promise<void> {
    const failed = await loadParser()?.catch(() => true);
    if (!isMine()) return;
    if (failed === true) activity.setState({ startFailure: parserMissing });
    else open(output);
  }

  function open(output: Output): void {
    if (loadParser() !== null) {
      void openLater(output, jobRunner.claim());
      return;
    }
    const { name: title, text: completion, sizes = [], switches = [] } = output;
    jobRunner.endCurrentJob();
    batch(() => {
      activity.setState({ startFailure: null });
      const { demoFrames, readOnly } = page.getState();
      if (demoFrames || readOnly !== null) addSequence(stores, newSequence(origins));
      const { sequence } = view.store.getState().place;
      // The page always shows an opened output with the frames of the sequence, including those added later. Outputs of
      // the dataset count pixels of the dataset's own frames.
      const opened = {
        sequence,
        source: 'imported',
        frames: null,
        units: { plain: 'original' },
        title,
        completion,
        sizes,
        ...(switches.length > 0 && { switches }),
      } as const;
      const run = newRun(origins, opened);
      addRun(stores, run, firstFrame(docOf(run)));
    });
  }
  return open;
}
