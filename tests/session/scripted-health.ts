import type { Health, Server } from '../../src/inference/index.ts';
import type { TestDesk } from '../helpers/desk.ts';

/** A question for a server's health, and the test's hand on its answer. */
export interface Question {
  readonly server: Server;
  readonly signal: AbortSignal;
  /** Resolves once the app has taken in the answer. */
  readonly answer: (health: Health) => Promise<void>;
}

export interface ScriptedHealth {
  readonly askHealth: (server: Server, options: { readonly signal: AbortSignal }) => Promise<Health>;
  /** All questions so far. */
  readonly questions: readonly Question[];
  /** Answers the last question. */
  readonly answer: (health: Health) => Promise<void>;
  /** Answers the last question, and each next one, so many milliseconds later. */
  readonly answerAll: (desk: Pick<TestDesk, 'clock'>, every: number, answers: readonly Health[]) => Promise<void>;
}

/** A server that is as well as the test says. A question that is given up is answered by nobody. */
export function createScriptedHealth(): ScriptedHealth {
  const questions: Question[] = [];
  const answer = async (health: Health): Promise<void> => {
    // The next question may be about to be asked.
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
        // oxlint-disable-next-line no-await-in-loop -- one question after the other
        await answer(health);
      }
    },
  };
}

/** What hangs on an answer is done: it takes a few turns of the microtask queue. */
export async function settled(): Promise<void> {
  await new Promise((done) => {
    setImmediate(done);
  });
}
