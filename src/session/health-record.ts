import type { HealthAnswer, HealthRecord } from './types.ts';

// A refusal of the relay comes from the server's own machine or network: three in a row are no accident.
const MOST_GONE = 3;
// On a direct connection the network may have dropped for a moment.
const MOST_REFUSED_MS = 30_000;
// So much of the time between two refusals counts. A machine that slept, or a tab whose timers were slowed down, asked
// nothing meanwhile.
const MOST_GAP_MS = 10_000;

/** Adds an answer to those before it; `at` is when the question was asked, in milliseconds of the session's clock. */
export function addAnswer(before: HealthRecord | null, answer: HealthAnswer, at: number): HealthRecord {
  if (before === null || before.answer !== answer) return { answer, since: at, last: at, times: 1, lasted: 0 };
  const lasted = before.lasted + Math.min(at - before.last, MOST_GAP_MS);
  return { answer, since: before.since, last: at, times: before.times + 1, lasted };
}

/** Whether a run that hears nothing is to be ended, and why; null while it may still go on. */
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
