import { asker, headersOf, type Answer, type Ask } from './ask.ts';
import { failureOfLoadingModel, failureOfProbe } from './failures.ts';
import { LOADING } from './general-refusal.ts';
import {
  failureOfCors,
  failureOfHeaders,
  failureOfKeyUnseen,
  failureOfOtherServer,
  failureOfPermission,
  failureOfSilence,
  failureOfSlowness,
  failureOfTunnel,
} from './connection-failures.ts';
import { routeOf } from './relay.ts';
import { failureOfRelay, failureOfRelayGone } from './relay-failures.ts';
import { failureOfDeadEngine } from './unread-failures.ts';
import { askPermission } from './permission.ts';
import { isWarningPage } from './tunnels.ts';
import { checkServer, rootOf } from './server.ts';
import { readModels, readVersion, type ServedModel } from './served-models.ts';
import type { Failure, Server } from './types.ts';
import { readError } from './server-error.ts';

type Fetch = typeof globalThis.fetch;

export type Probe =
  | {
      readonly ok: true;
      /** The version of vLLM. Null if unknown: another server, or a proxy that passes only `/v1`. */
      readonly version: string | null;
      readonly models: readonly ServedModel[];
      /** The shortest time from a request of the probe to its response, in milliseconds. */
      readonly roundTrip: number;
    }
  | {
      readonly ok: false;
      readonly failure: Failure;
      /** Another base URL at which a server of language models answers; null if none was found. */
      readonly instead: string | null;
    };

export interface ProbeOptions {
  readonly signal: AbortSignal;
  readonly fetch?: Fetch;
  /** For example `https:`. Default: the protocol of the page. */
  readonly pageProtocol?: string;
  /** The page's origin as the user should read it. Default: the origin that the browser sends. */
  readonly origin?: string;
  /** Whether the browser lets the page call this host in the local network. Default: the browser's permission. */
  readonly permission?: (hostname: string) => Promise<PermissionState | null>;
  /** The time to wait for a response, in milliseconds. Default: 8,000. */
  readonly patience?: number;
}

/**
 * Finds out whether the page can use a server, and if not, why. Never throws.
 *
 * A browser gives a page no information about a response that the page may not read. So the probe sends several requests
 * and compares which of them can be read ("opaque" is a `no-cors` request to `/health`):
 *
 *     /v1/models  /health  opaque   diagnosis
 *     readable                      the server works, or its answer says what is wrong (wrong path, 401 behind a proxy…)
 *     unreadable  200               a wrong key (vLLM sends 401 without CORS headers), or headers that are refused
 *     any         503               the server is loading, or its engine has died (see `explainHealth`)
 *     unreadable  none     yes      the server does not allow the page's origin, or (if a POST can be read) it is behind a
 *                                   tunnel with a warning page
 *     unreadable  none     no       no server: not started, still loading, or blocked by the browser
 *
 * Through the relay of `npm start` the page can read every response.
 */
export async function probe(requested: Server, options: ProbeOptions): Promise<Probe> {
  const server = checkServer(requested);
  if ('kind' in server) return { ok: false, failure: server, instead: null };
  const ask = asker(options);
  const { baseUrl, root, headers } = routeOf(server);
  const [models, health, version] = await Promise.all([
    ask(`${baseUrl}/models`, { ...headers, ...headersOf(server) }),
    ask(`${root}/health`, headers),
    ask(`${root}/version`, headers),
  ]);
  const served = models && readModels(models);
  const unwell = explainHealth(server, { models, served: served !== null, health, version });
  if (models && served && unwell === null) {
    const roundTrip = Math.min(...[models, health, version].flatMap((answer) => answer?.took ?? []));
    return { ok: true, version: version && readVersion(version), models: served, roundTrip };
  }
  // The page can read everything that the relay passes on, so there is nothing to compare.
  if (server.relay && !served) {
    return { ok: false, failure: unwell ?? explainRelayed(server, models), instead: null };
  }
  let failure: Failure;
  if (unwell) failure = unwell;
  else if (models) failure = explainAnswer(server, models);
  else failure = await (health ? explainUnreadable(server, ask) : explainSilence(server, ask, options));
  return { ok: false, failure, instead: ask.slow() ? null : await findInstead(server, failure, ask) };
}

interface Answers {
  readonly models: Answer | null;
  /** Whether the server lists its models. */
  readonly served: boolean;
  readonly health: Answer | null;
  readonly version: Answer | null;
}

/**
 * Explains a `/health` that is 503; null for any other.
 *
 * llama.cpp answers every path with 503 and `Loading model` until its model is loaded. SGLang answers only `/health`
 * with an empty 503 while it loads, and already lists its models. vLLM does not listen while it loads, but answers like
 * SGLang after its engine has died. Only vLLM has `/version`.
 */
function explainHealth(server: Server, { models, served, health, version }: Answers): Failure | null {
  if (health?.status !== 503) return null;
  const { message } = readError(health.text);
  const isVllm = version !== null && readVersion(version) !== null;
  if (LOADING.test(message) || (served && !(isVllm && message === ''))) return failureOfLoadingModel(message);
  if (message !== '') return models === null ? failureOfProbe(503, message, server) : null;
  return served || models === null || models.status >= 500 ? failureOfDeadEngine() : null;
}

/** Explains why there is no list of models through the relay. */
function explainRelayed(server: Server, models: Answer | null): Failure {
  if (models === null) return failureOfRelayGone();
  const { relay, message } = readError(models.text);
  if (relay !== undefined) return failureOfRelay(relay, message, server);
  return explainAnswer(server, models);
}

/** Explains a readable answer to `/v1/models` that is not a list of models. */
function explainAnswer(server: Server, { status, text }: Answer): Failure {
  if (isWarningPage(text)) return failureOfTunnel(server);
  return status === 200 ? failureOfOtherServer(server) : failureOfProbe(status, readError(text).message, server);
}

/** Explains why `/health` can be read but the list of models cannot. */
async function explainUnreadable(server: Server, ask: Ask): Promise<Failure> {
  if (ask.slow()) return failureOfSlowness(server, ask.patience / 1000);
  // `/health` needs no key. If it cannot be read with the headers of a completion, the server refuses these headers.
  const { root, headers } = routeOf(server);
  const withHeaders = await ask(`${root}/health`, { ...headers, ...headersOf({ ...server, apiKey: '' }) });
  return withHeaders === null ? failureOfHeaders(server) : failureOfKeyUnseen(server);
}

/** Explains why no answer can be read. */
async function explainSilence(server: Server, ask: Ask, options: ProbeOptions): Promise<Failure> {
  const { pageProtocol = pageProtocolNow(), permission = askPermission } = options;
  // The result must not be location.origin, which is file:// for a page from disk: there the browser sends "null" to
  // the server.
  const { origin = globalThis.origin } = options;
  const opaque = ask.slow() ? null : await ask(`${rootOf(server.baseUrl)}/health`, null, 'no-cors');
  if (opaque) return (await takesPosts(server, ask)) ? failureOfTunnel(server) : failureOfCors(server, origin);
  if ((await permission(new URL(server.baseUrl).hostname)) === 'denied') return failureOfPermission(server);
  return ask.slow() ? failureOfSlowness(server, ask.patience / 1000) : failureOfSilence(server, pageProtocol);
}

/**
 * Whether a POST can be read where a GET cannot: the warning page of a tunnel replaces only the answers to GETs. The
 * body `{}` is not a valid request, so vLLM does no work for it and answers 405 or 400.
 */
async function takesPosts(server: Server, ask: Ask): Promise<boolean> {
  for (const path of ['/models', '/chat/completions']) {
    // oxlint-disable-next-line no-await-in-loop -- the second only if the first cannot be read
    if ((await ask(`${server.baseUrl}${path}`, headersOf(server), 'cors', '{}')) !== null) return true;
  }
  return false;
}

/** Looks for a server of language models at the usual path, or under the other protocol. */
async function findInstead(server: Server, { kind }: Failure, ask: Ask): Promise<string | null> {
  const url = new URL(server.baseUrl);
  const candidates: string[] = [];
  if (kind === 'wrong-path' || kind === 'other-server') candidates.push(`${url.origin}/v1`);
  if (kind === 'unreachable') candidates.push(server.baseUrl.replace(/^http(s?):/, (_, s) => (s ? 'http:' : 'https:')));
  for (const candidate of candidates) {
    if (candidate === server.baseUrl) continue;
    // oxlint-disable-next-line no-await-in-loop -- there is at most one candidate
    const [models, health] = await Promise.all([ask(`${candidate}/models`), ask(`${rootOf(candidate)}/health`)]);
    const hasModels = models !== null && readModels(models) !== null;
    if (hasModels || ((models === null || models.status === 401) && health?.status === 200)) return candidate;
  }
  return null;
}

function pageProtocolNow(): string {
  return typeof location === 'undefined' ? '' : location.protocol;
}
