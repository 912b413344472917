import { SILENCE_MS } from '../../session/index.ts';
import type { Run } from '../../session/index.ts';
import { sayDuration } from './statusText.ts';

/** What a silence means, as far as it is known. */
export type Silence = 'busy' | 'silent' | 'refused' | 'offline';

/** What the silence of a run means at a time of the session's clock; null where it is none, or no surprise. */
export function silenceOf(
  { status, health, heardAt }: Pick<Run, 'status' | 'health' | 'heardAt'>,
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
      // Before the first word a server that is well has other requests, or many pictures to look at.
      return status === 'streaming' && now - heardAt >= SILENCE_MS ? 'busy' : null;
  }
}

/** Since when, as `quietOf` found it. */
export function silentSince({ health, heardAt }: Pick<Run, 'health' | 'heardAt'>, quiet: Silence): number {
  return quiet === 'silent' && health !== null ? health.since : heardAt;
}

export interface SilenceText {
  readonly title: string;
  readonly advice: string;
}

/** The same in words, after so many milliseconds. */
export function saySilence(quiet: Silence, milliseconds: number): SilenceText {
  const time = sayDuration(milliseconds);
  switch (quiet) {
    case 'busy':
      return {
        title: `Nothing has come for ${time}.`,
        advice:
          'The server may be busy with other requests, or a proxy holds the answer back. After Stop, Continue goes on ' +
          'from here.',
      };
    case 'silent':
      return {
        title: `The server has not answered for ${time}.`,
        advice:
          'It does not even answer whether it is well: it may be overloaded or asleep, or the network is cut. If it ' +
          'wakes up, the answer goes on. After Stop, what has arrived stays.',
      };
    case 'refused':
      return {
        title: `Nothing has come for ${time}, and the server refuses new connections.`,
        advice: 'It may have been stopped. If it stays so, the run ends by itself, and what has arrived stays.',
      };
    case 'offline':
      return {
        title: 'This device is offline.',
        advice: 'The answer may go on when the network is back. After Stop, what has arrived stays.',
      };
  }
}
