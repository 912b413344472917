/** Telling a planned completion as an event stream, with the fault that was ordered. */

import { doneEvent } from './replay-chunks.mjs';
import { engineFailure, errorEvent } from './replay-errors.mjs';
import { paced } from './replay-pace.mjs';
import { insidePair } from './replay-tokens.mjs';
import { createWire } from './replay-wire.mjs';

/** @import { ServerResponse } from 'node:http' */
/** @import { createEvents } from './replay-chunks.mjs' */
/** @import { Exchange } from './replay-log.mjs' */
/** @import { Settings } from './replay-options.mjs' */
/** @import { Clock } from './replay-pace.mjs' */
/** @import { Interruption, Plan } from './replay-plan.mjs' */

/**
 * @typedef {object} Telling
 * @property {ServerResponse} response With its headers written.
 * @property {Exchange} exchange
 * @property {Settings} settings
 * @property {Plan} plan
 * @property {ReturnType<typeof createEvents>} events
 * @property {Clock} clock
 */

/** @param {string} event @returns {string} the first half of it */
function half(event) {
  const middle = Math.floor(event.length / 2);
  return event.slice(0, insidePair(event, middle) ? middle + 1 : middle);
}

/**
 * Streams until the end, the fault or the client's leaving.
 * @param {Telling} telling
 * @returns {Promise<void>}
 * @throws {DOMException} AbortError, if the client leaves
 */
export async function tell({ response, exchange, settings, plan, events, clock }) {
  const { entry, signal } = exchange;
  const { tokens, interruption } = plan;
  const wire = createWire(response, settings.split, signal);
  /** Tokens with a chunk of their own: a last one may come with the finish reason. */
  const last = plan.endsWithText ? tokens.length - 1 : tokens.length;
  const state = { begun: false, garbled: false };

  /** The role comes with the first thing that the engine says, so not before the queue is over. */
  const opening = () => {
    const first = state.begun ? '' : events.role();
    state.begun = true;
    return first;
  };
  /** @param {number} at the token, or the finish chunk after the last */
  const eventAt = (at) => {
    const token = at < last ? tokens[at] : undefined;
    return token === undefined ? events.finish() : events.token(token, at + 1);
  };
  /** @param {number} from @param {number} to in tokens */
  const count = (from, to) => {
    const texts = tokens.slice(from, to).map(({ text }) => text);
    if (!state.garbled) entry.sent += texts.join('');
  };
  /** @param {number} from @param {number} to in tokens */
  async function tellTokens(from, to) {
    for await (const [a, b] of paced(to - from, settings.tokensPerSecond, clock, signal)) {
      const due = tokens.slice(from + a, from + b);
      await wire.send([opening(), ...due.map((token, i) => events.token(token, from + a + i + 1))]);
      count(from + a, from + b);
    }
  }

  /**
   * @param {Interruption} fault
   * @param {number} at
   * @returns {Promise<number | null>} the token to go on from; null if this was the end
   */
  async function interrupt(fault, at) {
    const next = eventAt(at);
    switch (fault.kind) {
      case 'cut':
        if (fault.midEvent === true) await wire.send([opening(), half(next)]);
        exchange.drop();
        return null;
      case 'stall':
        if (fault.midEvent === true) await wire.send([opening(), half(next)]);
        await exchange.resumed;
        if (fault.midEvent !== true) return at;
        await wire.send([next.slice(half(next).length)]);
        count(at, at + 1);
        return at + 1;
      case 'malformed':
        state.garbled = true;
        await wire.send([opening(), `${half(next)}\n\n`]);
        return at + 1;
      case 'error-event': {
        const refusal = fault.message === undefined ? engineFailure : { ...engineFailure, message: fault.message };
        await wire.send([errorEvent(settings.version, refusal), doneEvent]);
        response.end();
        return null;
      }
      case 'no-finish':
        if (fault.done === true) await wire.send([doneEvent]);
        response.end();
        return null;
    }
  }

  if (settings.fault?.kind === 'queue') await exchange.resumed;
  /** @type {number | null} */
  let from = 0;
  if (interruption !== null) {
    const at = Math.min(interruption.at, last);
    await tellTokens(0, at);
    from = await interrupt(interruption.fault, at);
    if (from === null) return;
  }
  await tellTokens(from, last);
  const finish = from > last ? '' : events.finish();
  await wire.send([opening(), finish, events.usage(), doneEvent]);
  if (finish !== '') count(last, tokens.length);
  response.end();
}
