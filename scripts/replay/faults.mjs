/** What can be ordered to go wrong, one thing at a time. */

/**
 * A place in the completion, counted from the first thing this response streams: so many tokens, or so many
 * characters (UTF-16 units of the text).
 * @typedef {number | { chars: number }} Place
 */

/**
 * What stands before any stream.
 * - `status`: answers with this HTTP status; `body` and `cors` replace what vLLM (or the proxy before it) would send,
 *   and with a body it may also be 200, as of another program at this address; `everywhere` answers so on every path but
 *   preflights, as a proxy does, not only to chat completions.
 * - `refuse`: refuses with these words, in the shape of the version, by default as a bad request. `raised`, the default,
 *   is for what is an exception inside vLLM: between v0.17 and v0.22 its answer carries no CORS headers.
 * - `full`: the queue is at its limit (`--max-num-queued-reqs`).
 * - `dead`: the engine has died: `/health` is 503, completions are 500, the rest is well.
 * - `scaling`: 503 on every path, preflights included, without CORS headers (vLLM's ScalingMiddleware).
 * - `silence`: not even headers until `resume()`, as while pictures are prepared; `everywhere`, on every path but
 *   preflights, as behind a firewall.
 * @typedef {| { kind: 'status', status: number, body?: string | object, cors?: boolean, everywhere?: boolean }
 *   | { kind: 'refuse', message: string, status?: number, type?: string, param?: string, raised?: boolean }
 *   | { kind: 'full' }
 *   | { kind: 'dead' }
 *   | { kind: 'scaling' }
 *   | { kind: 'silence', everywhere?: boolean }} Obstacle
 */

/**
 * What happens to a stream that began with HTTP 200.
 * - `error-event`: an error as an event; by default the engine's death. Up to v0.10.0 `type` and `status` are lost. With
 *   `dead`, `/health` is 503 as well.
 * - `cut`: the connection breaks; with `midEvent` half of the next event has still come.
 * - `stall`: nothing more comes until `resume()`; likewise with `midEvent`.
 * - `no-finish`: the stream ends with no finish reason; `done` sends `[DONE]` all the same.
 * - `malformed`: one event that is not JSON, in the place of that of the next token; the stream goes on after it.
 * @typedef {| { kind: 'error-event', after: Place, message?: string, type?: string, status?: number, dead?: boolean }
 *   | { kind: 'cut', after: Place, midEvent?: boolean }
 *   | { kind: 'stall', after: Place, midEvent?: boolean }
 *   | { kind: 'no-finish', after: Place, done?: boolean }
 *   | { kind: 'malformed', after: Place }} Interruption
 */

/**
 * Or else:
 * - `finish`: the server ends properly, but for this reason. `tool_calls` stands for those that make no sense here.
 * - `queue`: headers at once, and no token until `resume()`.
 * @typedef {| Obstacle
 *   | Interruption
 *   | { kind: 'finish', reason: 'length' | 'abort' | 'repetition' | 'tool_calls', after: Place }
 *   | { kind: 'queue' }} Fault
 */

/** @param {Fault} fault @returns {string | null} what is wrong with it */
export function faultProblem(fault) {
  if (fault.kind === 'status' || fault.kind === 'refuse') {
    const { status = 400 } = fault;
    const least = fault.kind === 'status' && fault.body !== undefined ? 200 : 400;
    if (Number.isInteger(status) && status >= least && status < 600) return null;
    return `not an HTTP error status: ${status}`;
  }
  if (!('after' in fault)) return null;
  const count = typeof fault.after === 'number' ? fault.after : fault.after.chars;
  if ((Number.isInteger(count) && count >= 0) || count === Infinity) return null;
  return `a fault needs a place of 0 or more, got ${count}`;
}
