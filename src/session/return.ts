import type { FailureKind, Health, Outcome } from '../inference/index.ts';
import type { Clock } from './pacer.ts';
import { poll } from './poll.ts';
import type { Stores } from './stores.ts';
import type { AskHealth } from './silence.ts';
import type { Progress } from './progress.ts';
import type { ShownRun } from './types.ts';

const EVERY_MS = 5000;
const PATIENCE_MS = 8000;

const PERHAPS_AWAY: ReadonlySet<FailureKind> = new Set<FailureKind>([
  'gone',
  'engine',
  'server-error',
  'connection-lost',
  // The failures of StoryLens's own server.
  'relay',
]);

/**
 * After a run that the server may have ended, asks whether the server answers again, as long as the run is on the page
 * and the page is visible. A server that was never away is not reported as back.
 */
export function watchReturn(
  { page, activity }: Stores,
  clock: Clock,
  { askHealth, isVisible }: { readonly askHealth: AskHealth; readonly isVisible: () => boolean },
): void {
  let stop: (() => void) | null = null;

  function begin({ progress }: Ended): void {
    let away = isAway(progress.outcome);
    const server = { ...progress.request, apiKey: '' };
    const ask = async (signal: AbortSignal): Promise<Health> =>
      isVisible() ? askHealth(server, { signal }) : 'unclear';
    const take = (health: Health | null): void => {
      if (health === 'ok') {
        stop?.();
        stop = null;
        if (away) setBack();
      } else if (health !== 'unclear') away = true;
    };
    stop = poll(clock, { first: EVERY_MS, every: EVERY_MS, patience: PATIENCE_MS, ask, take });
  }

  function setBack(): void {
    const { run } = page.getState();
    if (mayReturn(run)) activity.setState({ back: run.id });
  }

  page.subscribe(({ run }, { run: before }) => {
    if (mayReturn(run) === mayReturn(before) && run?.id === before?.id) return;
    stop?.();
    stop = null;
    if (mayReturn(run) && !run.progress.back) begin(run);
  });
}

type Ended = ShownRun & { readonly progress: Progress };

function mayReturn(run: ShownRun | null): run is Ended {
  if (run?.source !== 'model' || run.progress?.status !== 'ended') return false;
  const { outcome } = run.progress;
  if (outcome?.type === 'aborted') return true;
  return outcome?.type === 'failed' && PERHAPS_AWAY.has(outcome.failure.kind);
}

/** Whether a run ended because its server did not answer any more. */
export function isAway(outcome: Outcome | null): boolean {
  return outcome?.type === 'failed' && outcome.failure.kind === 'gone';
}
