import { etaOf } from '../../session/index.ts';
import type { Reading, Run } from '../../session/index.ts';
import { sayDuration } from './statusText.ts';

/** A fact of a run: its label and its value, for example `Speed` and `20.2 tokens/s`. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

const number = (value: number): string => value.toLocaleString('en');

/**
 * The known facts of a run. New facts come last, so that they do not move the others. `now` is a time of the session's
 * clock, in milliseconds.
 */
export function factsOf(reading: Reading, now: number): readonly Fact[] {
  const { run } = reading;
  // If a run ended without any text, its notice says everything.
  if (run === null || (run.endedAt !== null && reading.completion === '')) return [];
  const until = run.endedAt ?? now;
  const facts: Fact[] = [];
  const add = (name: string, value: string | null): void => {
    if (value !== null) facts.push({ name, value });
  };
  if (run.openedAt === null) add('Sending', run.endedAt === null ? sayDuration(until - run.startedAt) : null);
  else if (run.firstTextAt === null) add('In the queue', sayQueue(run, until - run.openedAt));
  else add('First token', `${((run.firstTextAt - run.startedAt) / 1000).toFixed(1)} s`);
  if (run.openedAt !== null) add('Elapsed', sayDuration(until - run.startedAt));
  if (run.promptTokens !== null) add('Prompt', `${number(run.promptTokens)} tokens`);
  const { maxTokens } = run.request.sampling;
  if (run.tokens > 0) {
    add('Tokens', run.endedAt === null ? `${number(run.tokens)} of ${number(maxTokens)}` : number(run.tokens));
    const writingMs = until - (run.firstTextAt ?? until);
    // The first half second is too short to measure a speed. Above 50 tokens/s the value has no decimals.
    if (writingMs > 500)
      add('Speed', `${(run.tokens / (writingMs / 1000)).toFixed(run.tokens > writingMs / 20 ? 0 : 1)} tokens/s`);
  }
  const eta = etaOf(reading, now);
  if (eta !== null && eta > 0) add('Left', `about ${sayDuration(roundUp(eta))}`);
  const { length: times } = run.seams;
  const before = run.seams.reduce((sum, { tokens }) => sum + tokens, 0);
  if (times > 0) add('Continued', `${times === 1 ? 'once' : `${times} times`}, after ${number(before)} tokens`);
  if (reading.source === 'run') add('Seed', String(run.request.sampling.seed));
  return facts;
}

function sayQueue({ queue }: Pick<Run, 'queue'>, time: number): string {
  const others = queue === null ? 0 : queue.waiting - 1;
  if (others <= 0) return sayDuration(time);
  return `${sayDuration(time)}, with ${others === 1 ? '1 other request' : `${number(others)} other requests`}`;
}

/** Rounds an estimate up to 5 seconds below a minute and to 10 seconds above, since it is not exact to the second. */
function roundUp(milliseconds: number): number {
  const step = milliseconds < 60_000 ? 5000 : 10_000;
  return Math.ceil(milliseconds / step) * step;
}
