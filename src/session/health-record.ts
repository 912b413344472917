import type { HealthAnswer, HealthRecord } from './progress.ts';

// A refusal that the relay reports came from the server's own machine or network. Three in a row are not a coincidence.
const MOST_GONE = 3;
// Without a relay, a refusal may only mean that the user's network was down for a moment.
const MOST_REFUSED_MS = 30_000;
// A longer time between two refusals counts as this time: the machine slept or the tab's timers were slow, and no check
// ran.
const MOST_GAP_MS = 10_000;

/** Adds an answer to the record; `at` is when the check started, in milliseconds of the session's clock. */
export function addAnswer(before: HealthRecord | null, answer: HealthAnswer, at: number): HealthRecord {
  if (before === null || before.answer !== answer) return { answer, since: at, last: at, times: 1, lasted: 0 };
  const lasted = before.lasted + Math.min(at - before.last, MOST_GAP_MS);
  return { answer, since: before.since, last: at, times: before.times + 1, lasted };
}

/** Why a silent run must end; null if it may continue. */
export function verdictOf({ answer, times, lasted }: HealthRecord): 'gone' | 'dead' | null {
  switch (answer) {
    case 'dead':
      return 'dead';
    case 'gone':
      return times >= MOST_GONE ? 'gone' : null;
    case 'refused':
      return lasted >= MOST_REFUSED_MS && times >= MOST_GONE ? 'gone' : null;
    case 'ok':
    case 'unclear':
    case 'silent':
    case 'offline':
      return null;
  }
}
