import type { App } from './journey-app.ts';
import type { Changes, Fault, ReplayServer } from './journey-requests.ts';
import { configure, lastPost, promptOf } from './journey-requests.ts';
import { expect, harbour } from './journey-test.ts';
import { cutText } from '../../scripts/replay/tokens.mjs';

/** An answer that is not whole, and what the page says of it. */
export interface Ending {
  readonly when: string;
  /** Of the server. */
  readonly options: (where: Where) => Changes;
  /** Max tokens, where they are what ends it. */
  readonly maxTokens?: (where: Where) => number;
  /** What happens when all has arrived and no more comes. */
  readonly andThen?: (app: App, replay: ReplayServer) => Promise<void> | void;
  /** URL stands for the server's address, COUNT for the tokens that came. */
  readonly sentence: string;
  readonly said?: string;
  readonly advice: string;
  readonly status: RegExp;
}

/** Where an answer ends too early, in characters of the completion and in tokens of it, and how long the prompt was. */
export interface Where {
  readonly chars: number;
  readonly tokens: number;
  readonly prompt: number;
}

/** Behind the first mention of Tom, in the middle of a sentence of the story. */
export const IN_STORY = harbour.indexOf(' held <gdo obj1>');
/** In the middle of the row of Tom, in the second image of the thinking. */
export const IN_THINKING = harbour.indexOf(' running | Happy');

const KEPT = 'What had arrived is kept.';
const CRASHED = {
  sentence: 'The engine of the server has crashed.',
  said: 'EngineCore encountered an issue. See stack trace (above) for the root cause.',
  advice: 'Restart vLLM; the cause stands in its log, often a lack of GPU memory (see --max-model-len).',
  status: /^Failed after/,
};
const BROKEN_OFF = {
  sentence: 'The server broke the answer off with an error.',
  advice: `${KEPT} The server’s log says more; press Continue when it is well.`,
  status: /^Failed after/,
};
const LOST = {
  sentence: 'The connection to URL broke while the answer was arriving.',
  advice: `${KEPT} Check that the server still runs and that no proxy cuts long answers, then press Continue.`,
  status: /^Failed after/,
};
const SILENT = {
  sentence: 'The stream ended before the server said that the answer is complete.',
  advice: `${KEPT} A proxy may have cut it, or the server was stopped; press Continue.`,
  status: /^Failed after/,
};

type Placed = Fault extends infer One ? (One extends { after: unknown } ? Omit<One, 'after'> : never) : never;
const at =
  (fault: Placed, version = '0.16.0') =>
  ({ chars }: Where): Changes => ({ version, fault: { ...fault, after: { chars } } });
const cut = (_: App, replay: ReplayServer) => replay.cut();

export const endings: readonly Ending[] = [
  { when: 'vLLM 0.16.0, an error event: the engine is dead', options: at({ kind: 'error-event' }), ...CRASHED },
  {
    when: 'vLLM 0.8.5, an error event of the old shape: the engine is dead',
    options: at({ kind: 'error-event' }, '0.8.5'),
    ...CRASHED,
  },
  {
    when: 'vLLM 0.16.0, an error event: “Internal server error”',
    options: at({ kind: 'error-event', message: 'Internal server error' }),
    said: 'Internal server error',
    ...BROKEN_OFF,
  },
  {
    when: 'vLLM 0.16.0, an error event without a word',
    options: at({ kind: 'error-event', message: '' }),
    ...BROKEN_OFF,
  },
  {
    when: 'vLLM 0.8.5, an error event without a word, of the old shape',
    options: at({ kind: 'error-event', message: '' }, '0.8.5'),
    ...BROKEN_OFF,
  },
  { when: 'the connection breaks', options: at({ kind: 'stall' }), andThen: cut, ...LOST },
  {
    when: 'the connection breaks in the middle of an event',
    options: at({ kind: 'stall', midEvent: true }),
    andThen: cut,
    ...LOST,
  },
  { when: 'the stream ends without a reason', options: at({ kind: 'no-finish' }), ...SILENT },
  {
    when: 'the stream ends without a reason, but with [DONE]',
    options: at({ kind: 'no-finish', done: true }),
    ...SILENT,
  },
  {
    when: 'an event is no JSON',
    options: at({ kind: 'malformed' }),
    sentence: 'The server sent a piece of the stream that cannot be read.',
    advice: `${KEPT} A proxy may have garbled it; press Continue, if possible without the proxy.`,
    status: /^Failed after/,
  },
  {
    when: 'length, by Max tokens',
    options: () => ({}),
    maxTokens: ({ tokens }) => tokens,
    sentence: 'The answer was cut off: its COUNT were used up. What had arrived stays.',
    advice: 'Continue goes on from here. For longer answers, raise Max tokens in the setup.',
    status: /^Cut off after/,
  },
  {
    when: 'length, by a context that is full',
    options: ({ prompt, tokens }) => ({ maxModelLen: prompt + tokens }),
    // The first check of vLLM counts a picture as three tokens: so much more is let pass.
    maxTokens: ({ tokens }) => tokens + 300,
    sentence: 'The answer was cut off: the model’s context was full after COUNT. What had arrived stays.',
    advice:
      'The pictures leave no more room. Serve the model with a larger --max-model-len, or send fewer or smaller frames.',
    status: /^Cut off after/,
  },
  {
    when: 'abort, with HTTP 200 and [DONE]',
    options: at({ kind: 'finish', reason: 'abort' }),
    sentence: 'The server ended the answer before it was done. What had arrived stays.',
    advice: 'vLLM does so when it shuts down or goes to sleep. Look at its log, and ask again when it is well.',
    status: /^Ended by the server after/,
  },
  {
    when: 'repetition',
    options: at({ kind: 'finish', reason: 'repetition' }),
    sentence: 'The model was stopped: it repeated itself. What had arrived stays.',
    advice:
      'Continue takes it up where that began, with another seed. A repetition penalty of 1.05 to 1.1 helps (Setup, More ' +
      'sampling).',
    status: /^Stopped for repeating itself after/,
  },
  {
    when: 'a reason that nobody knows',
    options: at({ kind: 'finish', reason: 'tool_calls' }),
    sentence: 'The server ended the answer for a reason that is not known here: “tool_calls”.',
    advice: `${KEPT} Read it with care: it may be incomplete.`,
    status: /^Failed after/,
  },
  {
    when: 'the user presses Stop',
    options: at({ kind: 'stall' }),
    andThen: async (app) => app.stop.click(),
    sentence: 'You stopped the model. What had arrived stays.',
    advice: 'Continue goes on from here.',
    status: /^Stopped after/,
  },
];

/** Lets an answer end too early; returns the place, and how to put the setup back. */
export async function endEarly(
  app: App,
  replay: ReplayServer,
  { options, maxTokens, andThen }: Ending,
  chars: number,
): Promise<{ readonly where: Where; readonly putBack: () => Promise<void> }> {
  const prompt = promptOf(replay).tokens;
  const where: Where = { chars, tokens: cutText(harbour.slice(0, chars), 'tokens').length, prompt };
  configure(replay, options(where));
  const putBack = maxTokens === undefined ? null : await app.setUp({ 'Max tokens': String(maxTokens(where)) });
  await app.generate.click();
  if (andThen !== undefined) {
    // All that was sent is in the page.
    await expect.poll(() => lastPost(replay).sent.length).toBe(chars);
    await app.expectArrived(lastPost(replay).sent.length);
    await andThen(app, replay);
  }
  return { where, putBack: async () => putBack?.() };
}
