import { sayCount, sayNumber } from '../../grounding/base.ts';
import { etaOf } from '../../session/index.ts';
import type { ShownRun, Progress } from '../../session/index.ts';
import { sayDuration } from './statusText.ts';

/** A fact of a run: its label and its value, for example `Speed` and `20.2 tokens/s`. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

/**
 * The known facts of a run. New facts come last, so that they do not move the others. `now` is a time of the session's
 * clock, in milliseconds.
 */
export function factsOf(run: ShownRun, now: number): readonly Fact[] {
  const { progress } = run;
  // If a run ended without any text, its notice says everything.
  if (progress === null || (progress.endedAt !== null && run.completion === '')) return [];
  const until = progress.endedAt ?? now;
  const facts: Fact[] = [];
  const add = (name: string, value: string | null): void => {
    if (value !== null) facts.push({ name, value });
  };
  if (progress.openedAt === null)
    add('Sending', progress.endedAt === null ? sayDuration(until - progress.startedAt) : null);
  else if (progress.firstTextAt === null) add('In the queue', sayQueue(progress, until - progress.openedAt));
  else add('First token', `${sayNumber((progress.firstTextAt - progress.startedAt) / 1000, 1)} s`);
  if (progress.openedAt !== null) add('Elapsed', sayDuration(until - progress.startedAt));
  if (progress.promptTokens !== null) add('Prompt', sayCount(progress.promptTokens, 'token'));
  const { maxTokens } = progress.request.sampling;
  if (progress.tokens > 0) {
    add(
      'Tokens',
      progress.endedAt === null
        ? `${sayNumber(progress.tokens)} of ${sayNumber(maxTokens)}`
        : sayNumber(progress.tokens),
    );
    const writingMs = until - (progress.firstTextAt ?? until);
    // The first half second is too short to measure a speed. Above 50 tokens/s the value has no decimals.
    if (writingMs > 500)
      add(
        'Speed',
        `${sayNumber(progress.tokens / (writingMs / 1000), progress.tokens > writingMs / 20 ? 0 : 1)} tokens/s`,
      );
  }
  const eta = etaOf(run, now);
  if (eta !== null && eta > 0) add('Left', `about ${sayDuration(roundUp(eta))}`);
  const { length: times } = progress.seams;
  const before = progress.seams.reduce((sum, { tokens }) => sum + tokens, 0);
  if (times > 0)
    add('Continued', `${times > 1 ? sayCount(times, 'time') : 'once'}, after ${sayCount(before, 'token')}`);
  if (run.source === 'model') add('Seed', String(progress.request.sampling.seed));
  return facts;
}

function sayQueue({ queue }: Pick<Progress, 'queue'>, time: number): string {
  const others = queue === null ? 0 : queue.waiting - 1;
  if (others <= 0) return sayDuration(time);
  return `${sayDuration(time)}, with ${sayCount(others, 'other request')}`;
}

/** Rounds an estimate up to 5 seconds below a minute and to 10 seconds above, since it is not exact to the second. */
function roundUp(milliseconds: number): number {
  const step = milliseconds < 60_000 ? 5000 : 10_000;
  return Math.ceil(milliseconds / step) * step;
}
