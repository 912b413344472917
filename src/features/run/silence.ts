import { SILENCE_MS } from '../../session/index.ts';
import type { Progress } from '../../session/index.ts';
import { sayDuration } from './statusText.ts';

/**
 * Why nothing arrives: the server is probably busy; it does not even answer health checks; it refuses connections; or
 * this device is offline.
 */
export type Silence = 'busy' | 'silent' | 'refused' | 'offline';

/** Why nothing arrives at the time `now` of the session's clock; null if text arrives or the wait is normal. */
export function silenceOf(
  { status, health, heardAt }: Pick<Progress, 'status' | 'health' | 'heardAt'>,
  now: number,
): Silence | null {
  if (status !== 'connecting' && status !== 'queued' && status !== 'streaming') return null;
  switch (health?.answer) {
    case 'silent':
    case 'offline':
      return health.answer;
    case 'refused':
    case 'gone':
      return 'refused';
    case 'dead':
    case 'ok':
    case 'unclear':
    case undefined:
      // Before the first word the wait is normal: a healthy server serves other requests or reads the pictures.
      return status === 'streaming' && now - heardAt >= SILENCE_MS ? 'busy' : null;
  }
}

/** When the silence that `silenceOf` found began, as a time of the session's clock. */
export function silentSince({ health, heardAt }: Pick<Progress, 'health' | 'heardAt'>, silence: Silence): number {
  return silence === 'silent' && health !== null ? health.since : heardAt;
}

export interface SilenceText {
  readonly title: string;
  readonly advice: string;
}

/** The notice for a silence of this many milliseconds. */
export function saySilence(silence: Silence, milliseconds: number): SilenceText {
  const time = sayDuration(milliseconds);
  switch (silence) {
    case 'busy':
      return {
        title: `Nothing has arrived for ${time}.`,
        advice:
          'The server may be busy with other requests, or a proxy may hold the answer back. If you stop, you can ' +
          'continue from here later.',
      };
    case 'silent':
      return {
        title: `The server has not answered for ${time}.`,
        advice:
          'It does not answer health checks either: it may be overloaded or asleep, or the network is down. If it ' +
          'recovers, the answer goes on. If you stop, the text so far is kept.',
      };
    case 'refused':
      return {
        title: `Nothing has arrived for ${time}, and the server refuses new connections.`,
        advice:
          'The server may have been stopped. If it does not return, the run ends by itself and the text so far is kept.',
      };
    case 'offline':
      return {
        title: 'This device is offline.',
        advice: 'The answer may go on when the network is back. If you stop, the text so far is kept.',
      };
  }
}
