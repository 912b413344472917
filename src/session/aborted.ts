/** Resolves with the promise's value, or with 'aborted' as soon as the signal aborts. */
export async function orAborted<T>(waited: Promise<T>, signal: AbortSignal): Promise<T | 'aborted'> {
  const waiting = new AbortController();
  const stopped = new Promise<'aborted'>((resolve) => {
    const stop = (): void => resolve('aborted');
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true, signal: waiting.signal });
  });
  return Promise.race([waited, stopped]).finally(() => waiting.abort());
}
