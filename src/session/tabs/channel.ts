/** What the tabs of one browser say to each other. `tab` is the ID of the tab that says it. */
export type TabMessage =
  /** These sequences were written. */
  | { readonly type: 'changed'; readonly tab: string; readonly sequences: readonly string[] }
  /** The tab wants to change a sequence: the tab that holds it stops its run, saves, and answers `given`. */
  | { readonly type: 'give'; readonly tab: string; readonly sequence: string }
  | { readonly type: 'given'; readonly tab: string; readonly sequence: string }
  /** The tab wants to know whether another tab still holds a sequence, which answers `mine`. */
  | { readonly type: 'ask'; readonly tab: string; readonly sequence: string }
  | { readonly type: 'mine'; readonly tab: string; readonly sequence: string };

export interface Channel {
  readonly post: (message: TabMessage) => void;
  /** Calls back for each message of another tab. Returns a function that ends this. */
  readonly listen: (listener: (message: TabMessage) => void) => () => void;
}

/** The channel between the pages of this origin, which exists over plain http, too. */
export function browserChannel(): Channel {
  const channel = new BroadcastChannel('storylens.library');
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel reaches only its own origin
    post: (message) => channel.postMessage(message),
    listen(listener) {
      const receive = ({ data }: MessageEvent<TabMessage>): void => listener(data);
      channel.addEventListener('message', receive);
      return () => channel.removeEventListener('message', receive);
    },
  };
}

/** Resolves with true when another tab says something about a sequence, or with false after a time in milliseconds. */
export async function heard(
  channel: Channel,
  clock: { readonly after: (ms: number, work: () => void) => () => void },
  { type, sequence, within }: { readonly type: 'given' | 'mine'; readonly sequence: string; readonly within: number },
): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (answer: boolean): void => {
      stopListening();
      stopWaiting();
      resolve(answer);
    };
    const stopListening = channel.listen((message) => {
      if (message.type === type && message.sequence === sequence) end(true);
    });
    const stopWaiting = clock.after(within, () => end(false));
  });
}
