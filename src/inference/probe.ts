import { failureOfProbe } from './failures.ts';
import {
  failureOfCors,
  failureOfDeadEngine,
  failureOfHeaders,
  failureOfKeyUnseen,
  failureOfOtherServer,
  failureOfPermission,
  failureOfSilence,
  failureOfSlowness,
  isLoopback,
} from './connection-failures.ts';
import { failureOfRelay, failureOfRelayGone, routeOf } from './relay.ts';
import { checkServer, NO_KEY, rootOf } from './server.ts';
import type { Failure, Server } from './types.ts';
import { readError } from './sdk-fetch.ts';

type Fetch = typeof globalThis.fetch;

/** A model as `/v1/models` lists it. */
export interface ServedModel {
  readonly id: string;
  /** The model behind an alias: a name on Hugging Face or a path (`root`); null where the server does not tell. */
  readonly root: string | null;
  /** The base model of a LoRA adapter; null for a model of its own. */
  readonly parent: string | null;
  /** Tokens of prompt and answer together (`max_model_len`); an adapter has that of its base. */
  readonly contextLength: number | null;
}

export type Probe =
  | {
      readonly ok: true;
      /** Of vLLM; null where the server does not tell (another server, or a proxy that passes only `/v1`). */
      readonly version: string | null;
      readonly models: readonly ServedModel[];
      /** Milliseconds from a question to its answer. */
      readonly roundTrip: number;
    }
  | {
      readonly ok: false;
      readonly failure: Failure;
      /** Another base URL, at which a server of language models does answer. */
      readonly instead: string | null;
    };

export interface ProbeOptions {
  readonly signal: AbortSignal;
  readonly fetch?: Fetch;
  /** Such as `https:`; the page's own if not given. */
  readonly pageProtocol?: string;
  /** The page's own if not given, in words for the user. */
  readonly origin?: string;
  /** Whether the browser lets the page call this host of the local network; asked of the browser if not given. */
  readonly permission?: (hostname: string) => Promise<PermissionState | null>;
  /** Milliseconds after which a silent server counts as not there. */
  readonly patience?: number;
}

/**
 * Finds out whether a server can be talked to, and if not, why not. Never throws.
 *
 * A browser tells a page nothing about a response it may not read, so the answer comes from comparing questions:
 *
 *     /v1/models  /health  opaque   it is
 *     readable                      well, or says itself what is wrong (a wrong path, 401 behind a proxy, …)
 *     unreadable  200               the key: 401 comes without CORS headers, /health needs none (or refused headers)
 *     any         503               an engine that has died
 *     unreadable  none     yes      an origin that is not allowed
 *     unreadable  none     no       nobody: not started, still loading, or forbidden by the browser
 *
 * Through the relay of `npm start` everything can be read.
 */
export async function probe(asked: Server, options: ProbeOptions): Promise<Probe> {
  const server = checkServer(asked);
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
  // The relay passes on all that vLLM says: where nothing can be read, there is nothing to compare.
  if (server.relay && !served) return { ok: false, failure: explainRelayed(server, models, health), instead: null };
  let failure: Failure;
  if (served) failure = failureOfDeadEngine();
  else if (models) failure = explainAnswer(server, models);
  else failure = await (health ? explainUnreadable(server, ask, health) : explainSilence(server, ask, options));
  return { ok: false, failure, instead: ask.slow() ? null : await findInstead(server, failure, ask) };
}

/** Why a server does not list its models through the relay. */
function explainRelayed(server: Server, models: Answer | null, health: Answer | null): Failure {
  if (models === null) return failureOfRelayGone();
  const { relay, message } = readError(models.text);
  if (relay !== undefined) return failureOfRelay(relay, message, server);
  return health?.status === 503 ? failureOfDeadEngine() : explainAnswer(server, models);
}

/** The answer to the question for the models can be read, and is no list of them. */
function explainAnswer(server: Server, { status, text }: Answer): Failure {
  return status === 200 ? failureOfOtherServer(server) : failureOfProbe(status, readError(text).message, server);
}

/** `/health` can be read, the list of models cannot. */
async function explainUnreadable(server: Server, ask: Ask, health: Answer): Promise<Failure> {
  if (health.status === 503) return failureOfDeadEngine();
  if (ask.slow()) return failureOfSlowness(server, ask.patience / 1000);
  // `/health` needs no key: unreadable with the headers of a request, they are what is refused.
  const withHeaders = await ask(`${rootOf(server.baseUrl)}/health`, headersOf({ ...server, apiKey: '' }));
  return withHeaders === null ? failureOfHeaders(server) : failureOfKeyUnseen(server);
}

/** Nothing can be read at all. */
async function explainSilence(server: Server, ask: Ask, options: ProbeOptions): Promise<Failure> {
  const { pageProtocol = pageProtocolNow(), permission = askPermission } = options;
  // Not location.origin: of a page from disk that is file://, while the server is told "null".
  const { origin = globalThis.origin } = options;
  const opaque = ask.slow() ? null : await ask(`${rootOf(server.baseUrl)}/health`, null, 'no-cors');
  if (opaque) return failureOfCors(server, origin);
  if ((await permission(new URL(server.baseUrl).hostname)) === 'denied') return failureOfPermission(server);
  return ask.slow() ? failureOfSlowness(server, ask.patience / 1000) : failureOfSilence(server, pageProtocol);
}

/** Looks where a server is if not at the path, or under the protocol, that was given. */
async function findInstead(server: Server, { kind }: Failure, ask: Ask): Promise<string | null> {
  const url = new URL(server.baseUrl);
  const candidates: string[] = [];
  if (kind === 'wrong-path' || kind === 'other-server') candidates.push(`${url.origin}/v1`);
  if (kind === 'unreachable') candidates.push(server.baseUrl.replace(/^http(s?):/, (_, s) => (s ? 'http:' : 'https:')));
  for (const candidate of candidates) {
    if (candidate === server.baseUrl) continue;
    // oxlint-disable-next-line no-await-in-loop -- there is one, or none
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
  /** Null where the page cannot read an answer. */
  (url: string, headers?: HeadersInit | null, mode?: RequestMode): Promise<Answer | null>;
  /** Whether a question was given up because nothing came. */
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

/** Those of a completion: a preflight that refuses them there is to refuse them here. */
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

/** Chrome's permission to call the local network (142; two permissions since 145). Other browsers know none of them. */
async function askPermission(hostname: string): Promise<PermissionState | null> {
  const loopback = isLoopback(hostname);
  for (const name of [loopback ? 'loopback-network' : 'local-network', 'local-network-access']) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- the second is the older name of the first
      return (await navigator.permissions.query({ name: name as PermissionName })).state;
    } catch {
      // Not known here.
    }
  }
  return null;
}
