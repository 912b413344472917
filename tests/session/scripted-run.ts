import { endedRun, isContinuable } from '../../src/session/index.ts';
import type { Session, Outcome } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import type { TestSession } from '../helpers/session.ts';

/** The harbour text up to this mark, and up to its end. */
export const upTo = (mark: string): string => harbour.slice(0, harbour.indexOf(mark) + mark.length);

/** The thinking in the harbour text. */
export const thinking = upTo('</think>\n');

/** Returns 101, 102 and so on: a new seed each time. */
export function seeds(): () => number {
  let last = 100;
  return () => ++last;
}

export const failure = {
  kind: 'connection-lost',
  sentence: 'Gone.',
  said: null,
  advice: 'Again.',
  status: null,
} as const;

/** Every outcome of an answer that broke off. */
export const BROKEN: readonly Outcome[] = [
  { type: 'length' },
  { type: 'aborted' },
  { type: 'repetition' },
  { type: 'stopped' },
  { type: 'failed', failure },
];

type Again = 'generate' | 'regenerate' | 'regenerateStory' | 'continue';

/** Starts another request, sends this text, and ends the run. */
export async function requestAgain(
  { session, model }: TestSession,
  how: Again,
  text = harbour,
  outcome: Outcome = { type: 'finished' },
): Promise<void> {
  const n = model.calls.length + 1;
  const running = session[how]();
  const call = await model.call(n);
  if (text !== '') await call.text(text);
  await call.end(outcome);
  await running;
}

export function canContinue(session: Session): boolean {
  const before = endedRun(session.page.getState());
  return before !== null && isContinuable(before);
}
