import type { Health, Server } from '../../src/inference/index.ts';
import type { TestSession } from '../helpers/session.ts';

/** A health check of a server; the test controls its answer. */
export interface Question {
  readonly server: Server;
  readonly signal: AbortSignal;
  /** Resolves once the app has processed the answer. */
  readonly answer: (health: Health) => Promise<void>;
}

export interface ScriptedHealth {
  readonly askHealth: (server: Server, options: { readonly signal: AbortSignal }) => Promise<Health>;
  /** All checks so far. */
  readonly questions: readonly Question[];
  /** Answers the last check. */
  readonly answer: (health: Health) => Promise<void>;
  /** Answers the last check and then each next one, with this many milliseconds between them. */
  readonly answerAll: (session: Pick<TestSession, 'clock'>, every: number, answers: readonly Health[]) => Promise<void>;
}

/** A server whose health the test sets. An aborted check gets no answer. */
export function createScriptedHealth(): ScriptedHealth {
  const questions: Question[] = [];
  const answer = async (health: Health): Promise<void> => {
    // The app may be about to start the next check.
    await settled();
    const last = questions.at(-1);
    if (last === undefined) throw new Error('Nothing was asked');
    await last.answer(health);
  };
  return {
    questions,
    answer,
    async askHealth(server, { signal }) {
      return new Promise((resolve) => {
        questions.push({
          server,
          signal,
          async answer(health) {
            resolve(health);
            await settled();
          },
        });
      });
    },
    async answerAll({ clock }, every, answers) {
      for (const [i, health] of answers.entries()) {
        if (i > 0) clock.advance(every);
        // oxlint-disable-next-line no-await-in-loop -- one check after the other
        await answer(health);
      }
    },
  };
}

/** Resolves when the app has processed an answer, which takes a few turns of the microtask queue. */
export async function settled(): Promise<void> {
  await new Promise((done) => {
    setImmediate(done);
  });
}
