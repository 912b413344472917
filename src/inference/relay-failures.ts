import { failureOfSilence } from './connection-failures.ts';
import { plain } from './plain-failure.ts';
import type { RelayReason } from './server-error.ts';
import { presentable } from './server-message.ts';
import type { Failure, Server } from './types.ts';

/** The relay answered instead of the server. `message` is the relay's explanation. */
export function failureOfRelay(reason: RelayReason, message: string, server: Server): Failure {
  switch (reason) {
    case 'unreachable':
      return failureOfSilence(server, '');
    case 'redirect':
      return {
        ...plain(
          'other-server',
          `The server at ${server.baseUrl} redirects to another address, and StoryLens does not follow redirects.`,
          'Start StoryLens with the address that the server redirects to (npm start -- --server URL).',
        ),
        said: presentable(message),
      };
    case 'broken':
      return {
        ...plain(
          'gateway',
          `The server at ${server.baseUrl} closed the connection without an answer.`,
          'It may be starting or stopping. Look at its log and try again.',
        ),
        said: presentable(message),
      };
    case 'refused':
      return {
        ...plain(
          'relay',
          'StoryLens’s own server (npm start) did not pass the request on.',
          'Open the page at the address that npm start prints. To open it under another name, start StoryLens with ' +
            'npm start -- --name NAME.',
        ),
        said: presentable(message),
      };
  }
}

/** The relay does not answer, so the page cannot know the state of the model's server. */
export function failureOfRelayGone(): Failure {
  return plain(
    'relay',
    'StoryLens’s own server (npm start) does not answer.',
    'It passes the requests of this page on to the model’s server. Start it again in its terminal; this page can stay open.',
  );
}
