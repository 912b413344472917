import { etaOf } from '../../session/index.ts';
import type { Reading, Run } from '../../session/index.ts';
import { sayDuration } from './statusText.ts';

/** One fact of a run, and what it is called. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

const number = (value: number): string => value.toLocaleString('en');

/** What is known of a run, in the order in which it comes to be known, so that none moves another. `now` is a time of the session's clock. */
export function factsOf(reading: Reading, now: number): readonly Fact[] {
  const { run } = reading;
  // Of a run that brought nothing, the notice above says all.
  if (run === null || (run.endedAt !== null && reading.completion === '')) return [];
  const until = run.endedAt ?? now;
  const facts: Fact[] = [];
  const say = (name: string, value: string | null): void => {
    if (value !== null) facts.push({ name, value });
  };
  if (run.openedAt === null) say('Sending', run.endedAt === null ? sayDuration(until - run.startedAt) : null);
  else if (run.firstTextAt === null) say('In the queue', sayQueue(run, until - run.openedAt));
  else say('First token', `${((run.firstTextAt - run.startedAt) / 1000).toFixed(1)} s`);
  if (run.openedAt !== null) say('Elapsed', sayDuration(until - run.startedAt));
  if (run.promptTokens !== null) say('Prompt', `${number(run.promptTokens)} tokens`);
  const { maxTokens } = run.request.sampling;
  if (run.tokens > 0) {
    say('Tokens', run.endedAt === null ? `${number(run.tokens)} of ${number(maxTokens)}` : number(run.tokens));
    const telling = until - (run.firstTextAt ?? until);
    // Of the first half second nothing can be said.
    if (telling > 500)
      say('Speed', `${(run.tokens / (telling / 1000)).toFixed(run.tokens > telling / 20 ? 0 : 1)} tokens/s`);
  }
  const rest = etaOf(reading, now);
  if (rest !== null && rest > 0) say('Left', `about ${sayDuration(roundUp(rest))}`);
  const { length: times } = run.seams;
  const before = run.seams.reduce((sum, { tokens }) => sum + tokens, 0);
  if (times > 0) say('Continued', `${times === 1 ? 'once' : `${times} times`}, after ${number(before)} tokens`);
  if (reading.source === 'run') say('Seed', String(run.request.sampling.seed));
  return facts;
}

function sayQueue({ queue }: Pick<Run, 'queue'>, time: number): string {
  const others = queue === null ? 0 : queue.waiting - 1;
  if (others <= 0) return sayDuration(time);
  return `${sayDuration(time)}, with ${others === 1 ? '1 other request' : `${number(others)} other requests`}`;
}

/** An estimate does not pretend to know the second: by fives under a minute, by tens above. */
function roundUp(milliseconds: number): number {
  const step = milliseconds < 60_000 ? 5000 : 10_000;
  return Math.ceil(milliseconds / step) * step;
}
