import { failureOfProbe } from './failures.ts';
import {
  failureOfCors,
  failureOfHeaders,
  failureOfKeyUnseen,
  failureOfOtherServer,
  failureOfPermission,
  failureOfSilence,
  failureOfSlowness,
  isLoopback,
} from './connection-failures.ts';
import { routeOf } from './relay.ts';
import { failureOfRelay, failureOfRelayGone } from './relay-failures.ts';
import { failureOfDeadEngine } from './unread-failures.ts';
import { checkServer, NO_KEY, rootOf } from './server.ts';
import type { Failure, Server } from './types.ts';
import { readError } from './server-error.ts';

type Fetch = typeof globalThis.fetch;

/** A model as `/v1/models` lists it. */
export interface ServedModel {
  readonly id: string;
  /** The field `root`, the model behind an alias: a name on Hugging Face or a path. Null if the server omits it. */
  readonly root: string | null;
  /** The base model of a LoRA adapter; null if the model is not an adapter. */
  readonly parent: string | null;
  /** Most tokens of prompt and answer together (`max_model_len`). An adapter has the value of its base model. */
  readonly contextLength: number | null;
}

export type Probe =
  | {
      readonly ok: true;
      /** The version of vLLM. Null if unknown: another server, or a proxy that passes only `/v1`. */
      readonly version: string | null;
      readonly models: readonly ServedModel[];
      /** Milliseconds from a request to its response: the shortest of those that the probe sent. */
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
  /** Milliseconds to wait for a response. Default: 8,000. */
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
 *     any         503               the engine has died
 *     unreadable  none     yes      the server does not allow the page's origin
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
  if (models && served && health?.status !== 503) {
    const roundTrip = Math.min(...[models, health, version].flatMap((answer) => answer?.took ?? []));
    return { ok: true, version: version && readVersion(version), models: served, roundTrip };
  }
  // The page can read everything that the relay passes on, so there is nothing to compare.
  if (server.relay && !served) return { ok: false, failure: explainRelayed(server, models, health), instead: null };
  let failure: Failure;
  if (served) failure = failureOfDeadEngine();
  else if (models) failure = explainAnswer(server, models);
  else failure = await (health ? explainUnreadable(server, ask, health) : explainSilence(server, ask, options));
  return { ok: false, failure, instead: ask.slow() ? null : await findInstead(server, failure, ask) };
}

/** Explains why there is no list of models through the relay. */
function explainRelayed(server: Server, models: Answer | null, health: Answer | null): Failure {
  if (models === null) return failureOfRelayGone();
  const { relay, message } = readError(models.text);
  if (relay !== undefined) return failureOfRelay(relay, message, server);
  return health?.status === 503 ? failureOfDeadEngine() : explainAnswer(server, models);
}

/** Explains a readable answer to `/v1/models` that is not a list of models. */
function explainAnswer(server: Server, { status, text }: Answer): Failure {
  return status === 200 ? failureOfOtherServer(server) : failureOfProbe(status, readError(text).message, server);
}

/** Explains why `/health` can be read but the list of models cannot. */
async function explainUnreadable(server: Server, ask: Ask, health: Answer): Promise<Failure> {
  if (health.status === 503) return failureOfDeadEngine();
  if (ask.slow()) return failureOfSlowness(server, ask.patience / 1000);
  // `/health` needs no key. If it cannot be read with the headers of a completion, the server refuses these headers.
  const withHeaders = await ask(`${rootOf(server.baseUrl)}/health`, headersOf({ ...server, apiKey: '' }));
  return withHeaders === null ? failureOfHeaders(server) : failureOfKeyUnseen(server);
}

/** Explains why no answer can be read. */
async function explainSilence(server: Server, ask: Ask, options: ProbeOptions): Promise<Failure> {
  const { pageProtocol = pageProtocolNow(), permission = askPermission } = options;
  // Not location.origin: for a page from disk it is file://, while the browser sends "null" to the server.
  const { origin = globalThis.origin } = options;
  const opaque = ask.slow() ? null : await ask(`${rootOf(server.baseUrl)}/health`, null, 'no-cors');
  if (opaque) return failureOfCors(server, origin);
  if ((await permission(new URL(server.baseUrl).hostname)) === 'denied') return failureOfPermission(server);
  return ask.slow() ? failureOfSlowness(server, ask.patience / 1000) : failureOfSilence(server, pageProtocol);
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

interface Answer {
  readonly status: number;
  readonly text: string;
  /** Milliseconds. */
  readonly took: number;
}

interface Ask {
  /** Sends a request. Null if the page cannot read the answer. */
  (url: string, headers?: HeadersInit | null, mode?: RequestMode): Promise<Answer | null>;
  /** Whether a request took longer than `patience`. */
  readonly slow: () => boolean;
  readonly patience: number;
}

function asker({ signal, fetch = globalThis.fetch, patience = 8000 }: ProbeOptions): Ask {
  let slow = false;
  const ask = async (url: string, headers: HeadersInit | null = null, mode: RequestMode = 'cors') => {
    const silence = new AbortController();
    const timer = setTimeout(() => silence.abort(), patience);
    const began = performance.now();
    try {
      const response = await fetch(url, {
        mode,
        cache: 'no-store',
        signal: AbortSignal.any([signal, silence.signal]),
        ...(headers && { headers }),
      });
      const took = performance.now() - began;
      return { status: response.status, text: await response.text(), took };
    } catch {
      if (silence.signal.aborted) slow = true;
      return null;
    } finally {
      clearTimeout(timer);
    }
  };
  return Object.assign(ask, { slow: () => slow, patience });
}

/** The headers of a completion. The probe sends them as well, so that its preflight fails whenever a completion's does. */
function headersOf(server: Server): Readonly<Record<string, string>> {
  return {
    authorization: `Bearer ${server.apiKey === '' ? NO_KEY : server.apiKey}`,
    'content-type': 'application/json',
  };
}

function readModels({ status, text }: Answer): readonly ServedModel[] | null {
  if (status !== 200) return null;
  const body = parse(text);
  const list = body?.['data'];
  if (!Array.isArray(list)) return null;
  const cards = list.filter((card): card is Json => typeof card?.id === 'string');
  const lengths = new Map(cards.map((card) => [card['id'], numberOf(card['max_model_len'])]));
  return cards.flatMap((card) => {
    const { id, parent } = card;
    if (typeof id !== 'string') return [];
    const base = typeof parent === 'string' ? parent : null;
    const root = typeof card['root'] === 'string' ? card['root'] : null;
    return { id, root, parent: base, contextLength: lengths.get(id) ?? lengths.get(base) ?? null };
  });
}

function readVersion({ status, text }: Answer): string | null {
  const version = status === 200 ? parse(text)?.['version'] : null;
  return typeof version === 'string' ? version.slice(0, 40) : null;
}

type Json = Readonly<Record<string, unknown>>;

function parse(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Json) : null;
  } catch {
    return null;
  }
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null);

function pageProtocolNow(): string {
  return typeof location === 'undefined' ? '' : location.protocol;
}

/** Reads Chrome's permission for local networks (Chrome 142; split in two since 145). Null in other browsers. */
async function askPermission(hostname: string): Promise<PermissionState | null> {
  const loopback = isLoopback(hostname);
  for (const name of [loopback ? 'loopback-network' : 'local-network', 'local-network-access']) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- the older name is tried only if the newer one is unknown
      return (await navigator.permissions.query({ name: name as PermissionName })).state;
    } catch {
      // This browser does not know the permission.
    }
  }
  return null;
}
