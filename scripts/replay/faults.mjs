/** The faults that a test or a user can configure, one at a time. */

/**
 * A position in the completion, counted from the start of this response's stream: a number of tokens, or of characters
 * (UTF-16 units).
 * @typedef {number | { chars: number }} Place
 */

/**
 * Faults before any stream.
 * - `status`: answers with this HTTP status; `body` and `cors` replace what vLLM (or the proxy before it) would send,
 *   and with a body it may also be 200, as from another program at this address; with `everywhere` it applies to every path
 *   except preflights, as from a proxy, not only to chat completions.
 * - `refuse`: refuses with this message, in the shape of the version, by default as a bad request. `raised`, the default,
 *   means an exception inside vLLM: between v0.17 and v0.22 its answer has no CORS headers.
 * - `full`: the queue is at its limit (`--max-num-queued-reqs`).
 * - `dead`: the engine has died: `/health` is 503, completions are 500, all else works.
 * - `loading`: the model is not loaded. Every path is 503 with a message, as at llama.cpp. With `lists` only `/health` and
 *   completions are 503, without a message, and there is no `/version`, as at SGLang.
 * - `scaling`: 503 on every path, preflights included, without CORS headers (vLLM's ScalingMiddleware).
 * - `silence`: no headers until `resume()`, as while pictures are prepared; with `everywhere` on every path except preflights,
 *   as behind a firewall.
 * @typedef {| { kind: 'status', status: number, body?: string | object, cors?: boolean, everywhere?: boolean }
 *   | { kind: 'refuse', message: string, status?: number, type?: string, param?: string, raised?: boolean }
 *   | { kind: 'full' }
 *   | { kind: 'dead' }
 *   | { kind: 'loading', lists?: boolean }
 *   | { kind: 'scaling' }
 *   | { kind: 'silence', everywhere?: boolean }} Obstacle
 */

/**
 * Faults in a stream that began with HTTP 200.
 * - `error-event`: an error as an event; by default the engine's death. Up to v0.10.0 `type` and `status` are lost. With
 *   `dead`, `/health` is 503 as well.
 * - `cut`: the connection breaks; with `midEvent` half of the next event is still sent.
 * - `stall`: nothing more is sent until `resume()`; `midEvent` as for `cut`.
 * - `no-finish`: the stream ends with no finish reason; `done` sends `[DONE]` all the same.
 * - `malformed`: an event that is not JSON replaces the next token's event; then the stream continues.
 * @typedef {| { kind: 'error-event', after: Place, message?: string, type?: string, status?: number, dead?: boolean }
 *   | { kind: 'cut', after: Place, midEvent?: boolean }
 *   | { kind: 'stall', after: Place, midEvent?: boolean }
 *   | { kind: 'no-finish', after: Place, done?: boolean }
 *   | { kind: 'malformed', after: Place }} Interruption
 */

/**
 * All faults. Besides the above:
 * - `finish`: the server ends properly, with this reason. `tool_calls` is an example of a reason that is unexpected here.
 * - `queue`: headers at once, and no token until `resume()`.
 * @typedef {| Obstacle
 *   | Interruption
 *   | { kind: 'finish', reason: 'length' | 'abort' | 'repetition' | 'tool_calls', after: Place }
 *   | { kind: 'queue' }} Fault
 */

/** @param {Fault} fault @returns {string | null} why the fault is invalid; null if it is valid */
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
