/** `GET /metrics`: the few gauges of vLLM that show how busy the server is. */

import { namesOf } from './models.mjs';
import { atLeast } from './version.mjs';

/** @import { Reply } from './errors.mjs' */
/** @import { Settings } from './options.mjs' */

/** @typedef {{ running: number, waiting: number }} Traffic requests of this client */

/**
 * Prometheus' text format. Of about a hundred series it has only these, and one whose name begins like another's.
 * @param {Pick<Settings, 'version' | 'model' | 'servedNames' | 'running' | 'waiting'>} settings
 * @param {Traffic} traffic
 * @returns {Reply}
 */
export function metrics(settings, traffic) {
  const { version } = settings;
  const engine = atLeast(version, '0.10.0') ? 'engine="0",' : '';
  const labels = `${engine}model_name="${namesOf(settings)[0] ?? ''}"`;
  /** @param {string} name @param {string} about @param {number} value @param {string} [more] labels */
  const gauge = (name, about, value, more = '') => {
    const number = Number.isInteger(value) ? value.toFixed(1) : String(value);
    return [`# HELP ${name} ${about}`, `# TYPE ${name} gauge`, `${name}{${labels}${more}} ${number}`];
  };
  const running = settings.running + traffic.running;
  const queued = settings.waiting + traffic.waiting;
  const now = atLeast(version, '0.32.0');
  /**
   * @param {number} capacity the requests that wait because the engine is busy; in this server there is no other reason
   */
  const byReason = (capacity) => {
    if (!atLeast(version, '0.20.0')) return [];
    const name = 'vllm:num_requests_waiting_by_reason';
    const lines = gauge(name, 'Requests that wait, by reason.', capacity, ',reason="capacity"');
    return now ? [...lines, `${name}{${labels},reason="deferred"} 0.0`] : lines;
  };
  const cache = atLeast(version, '0.11.0') ? 'vllm:kv_cache_usage_perc' : 'vllm:gpu_cache_usage_perc';
  const lines = [
    '# HELP python_info Python platform information',
    '# TYPE python_info gauge',
    'python_info{implementation="CPython",major="3",minor="12",patchlevel="11",version="3.12.11"} 1.0',
    ...gauge('vllm:num_requests_running', 'Number of requests in model execution batches.', running),
    ...gauge('vllm:num_requests_waiting', 'Number of requests waiting to be processed.', queued),
    ...byReason(queued),
    ...gauge(cache, 'KV-cache usage. 1 means 100 percent usage.', running > 0 ? 0.0625 : 0),
    '',
  ];
  return {
    status: 200,
    type: `text/plain; version=${now ? '1.0.0' : '0.0.4'}; charset=utf-8`,
    body: lines.join('\n'),
    cors: true,
  };
}
