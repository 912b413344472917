/** Streams a planned completion as events, with the fault that the settings ask for. */

import { doneEvent } from './chunks.mjs';
import { errorEvent, orderedError } from './errors.mjs';
import { paced } from './pace.mjs';
import { emptyDelta } from './thinking.mjs';
import { insidePair } from './tokens.mjs';
import { createWire } from './wire.mjs';

/** @import { ServerResponse } from 'node:http' */
/** @import { createEvents } from './chunks.mjs' */
/** @import { Interruption } from './faults.mjs' */
/** @import { Exchange } from './log.mjs' */
/** @import { Settings } from './options.mjs' */
/** @import { Clock } from './pace.mjs' */
/** @import { Plan } from './plan.mjs' */

/**
 * @typedef {object} StreamJob
 * @property {ServerResponse} response With its headers written.
 * @property {Exchange} exchange
 * @property {Settings} settings
 * @property {Plan} plan
 * @property {ReturnType<typeof createEvents>} events
 * @property {Clock} clock
 */

/** @typedef {{ event: string, sentTokens?: number }} Step an event, and the number of tokens sent after it */

/** @param {string} event @returns {string} the first half of the event */
function half(event) {
  const middle = Math.floor(event.length / 2);
  return event.slice(0, insidePair(event, middle) ? middle + 1 : middle);
}

/**
 * Streams until the end, until the fault, or until the client closes the connection.
 * @param {StreamJob} job
 * @returns {Promise<void>}
 * @throws {DOMException} AbortError, if the client closes the connection
 */
export async function streamCompletion({ response, exchange, settings, plan, events, clock }) {
  const { entry, signal } = exchange;
  const { tokens, interruption } = plan;
  const wire = createWire(response, settings.split, signal);
  /** The number of tokens with their own chunk: the last token may come with the finish reason. */
  const last = plan.endsWithText ? tokens.length - 1 : tokens.length;
  const state = { begun: false, garbled: false };

  /** The role comes with the engine's first event, so only after the wait in the queue. */
  const opening = () => {
    const first = state.begun ? '' : events.role();
    state.begun = true;
    return first;
  };
  const nothing = emptyDelta(settings);
  /** @param {number} at the token, or the finish chunk after the last token; there is always an event */
  const eventAt = (at) => (at < last ? events.token(tokens[at]?.delta ?? nothing, at + 1) : events.finish());

  /** @param {readonly Step[]} steps */
  const send = (steps) =>
    wire.send(
      steps.map(({ event }) => event),
      (index) => {
        const sentTokens = steps[index]?.sentTokens;
        if (sentTokens !== undefined && !state.garbled) entry.sent = plan.sentTextAfter(sentTokens);
      },
    );
  /** @param {number} at @returns {Step[]} */
  const stepsOf = (at) => {
    const delta = tokens[at]?.delta ?? null;
    const step = { event: delta === null ? '' : events.token(delta, at + 1), sentTokens: at + 1 };
    return settings.emptyChunks ? [{ event: events.token(nothing, at) }, step] : [step];
  };
  /** @param {number} from @param {number} to in tokens */
  async function streamTokens(from, to) {
    for await (const [a, b] of paced(to - from, settings.tokensPerSecond, clock, signal)) {
      const due = Array.from({ length: b - a }, (_, i) => stepsOf(from + a + i));
      await send([{ event: opening() }, ...due.flat()]);
    }
  }

  /**
   * @param {Interruption} fault
   * @param {number} at
   * @returns {Promise<number | null>} the token to continue with; null if the stream has ended
   */
  async function interrupt(fault, at) {
    const next = eventAt(at);
    const [begun, rest] = [half(next), next.slice(half(next).length)];
    switch (fault.kind) {
      case 'cut':
        if (fault.midEvent === true) await send([{ event: opening() }, { event: begun }]);
        exchange.drop();
        return null;
      case 'stall':
        if (fault.midEvent === true) await send([{ event: opening() }, { event: begun }]);
        await exchange.resumed;
        if (fault.midEvent !== true) return at;
        await send([{ event: rest, sentTokens: Math.min(at + 1, tokens.length) }]);
        return at + 1;
      case 'malformed':
        state.garbled = true;
        await send([{ event: opening() }, { event: `${begun}\n\n` }]);
        return at + 1;
      case 'error-event': {
        await send([{ event: errorEvent(settings.version, orderedError(fault)) }, { event: doneEvent }]);
        response.end();
        return null;
      }
      case 'no-finish':
        if (fault.done === true) await send([{ event: doneEvent }]);
        response.end();
        return null;
    }
  }

  if (settings.fault?.kind === 'queue') {
    exchange.phase = 'waiting';
    await exchange.resumed;
  }
  exchange.phase = 'running';
  /** @type {number | null} */
  let from = 0;
  if (interruption !== null) {
    const at = Math.min(interruption.at, last);
    await streamTokens(0, at);
    from = await interrupt(interruption.fault, at);
    if (from === null) return;
  }
  await streamTokens(from, last);
  const finish = from > last ? [] : [{ event: events.finish(), sentTokens: tokens.length }];
  await send([{ event: opening() }, ...finish, { event: events.usage() }, { event: doneEvent }]);
  response.end();
}
