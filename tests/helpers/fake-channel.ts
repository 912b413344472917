import type { Channel, TabMessage } from '../../src/session/tabs/channel.ts';

/**
 * A function that makes the channel of one more tab. As in a browser, a message arrives later, and not at its sender; but
 * before any timer, so that no fake time passes between a question and its answer.
 */
export function createFakeChannels(): () => Channel {
  const tabs: Set<(message: TabMessage) => void>[] = [];
  return () => {
    const own = new Set<(message: TabMessage) => void>();
    tabs.push(own);
    return {
      post(message) {
        for (const listeners of tabs)
          if (listeners !== own)
            queueMicrotask(() => {
              for (const listener of listeners) listener(message);
            });
      },
      listen(listener) {
        own.add(listener);
        return () => own.delete(listener);
      },
    };
  };
}
