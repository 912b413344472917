type Fetch = typeof globalThis.fetch;

const SIMPLE_METHODS = new Set(['GET', 'HEAD', 'POST']);
const SIMPLE_HEADERS = new Set(['accept', 'accept-language', 'content-language']);
const SIMPLE_TYPES = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);

/**
 * Returns a fetch with the rules for a page of this origin. Node's own fetch has no origin and can read every response.
 * It follows the Fetch standard as far as it concerns requests to another origin without cookies:
 *
 * - The request contains its origin. If a header or the method is not a simple one, a preflight comes first.
 * - If the server does not allow the origin, the page gets a TypeError instead of the response.
 * - With `no-cors` only simple headers are sent, and the response is opaque: the page only learns that there is one.
 * - A page over https can call an http server only on its own machine.
 *
 * @param network the fetch that sends the requests. Default: Node's.
 */
export function pageFetch(origin: string, network: Fetch = globalThis.fetch): Fetch {
  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const method = init.method ?? 'GET';
    const headers = new Headers(init.headers);
    const unusual = [...headers].flatMap(([name, value]) => (isSimple(name, value) ? [] : [name])).toSorted();
    if (isMixed(origin, url)) throw hidden();
    if (init.mode === 'no-cors') {
      for (const name of unusual) headers.delete(name);
      return opaque(await network(url, { ...init, headers }));
    }
    if (unusual.length > 0 || !SIMPLE_METHODS.has(method)) {
      const preflight = {
        'access-control-request-method': method,
        'access-control-request-headers': unusual.join(','),
      };
      const signal = init.signal ?? null;
      const allowed = await network(url, { method: 'OPTIONS', headers: { origin, ...preflight }, signal });
      if (!allowed.ok || !isReadable(allowed, origin) || !allows(allowed, method, unusual)) return hide(allowed);
      await allowed.text();
    }
    headers.set('origin', origin);
    const response = await network(url, { ...init, headers });
    return isReadable(response, origin) ? response : hide(response);
  };
}

const hidden = (): TypeError => new TypeError('Failed to fetch');

async function hide(response: Response): Promise<never> {
  await response.body?.cancel();
  throw hidden();
}

function isSimple(name: string, value: string): boolean {
  if (name === 'content-type') return SIMPLE_TYPES.has(value.split(';')[0] ?? '');
  return SIMPLE_HEADERS.has(name);
}

function isReadable({ headers }: Response, origin: string): boolean {
  const allowed = headers.get('access-control-allow-origin');
  return allowed === '*' || allowed === origin;
}

/** `*` allows every method and every header except `authorization`. */
function allows({ headers }: Response, method: string, unusual: readonly string[]): boolean {
  const methods = listOf(headers, 'access-control-allow-methods');
  const names = listOf(headers, 'access-control-allow-headers');
  return (
    (SIMPLE_METHODS.has(method) || methods.has('*') || methods.has(method.toLowerCase())) &&
    unusual.every((name) => names.has(name) || (name !== 'authorization' && names.has('*')))
  );
}

function listOf(headers: Headers, name: string): ReadonlySet<string> {
  return new Set((headers.get(name) ?? '').split(',').map((word) => word.trim().toLowerCase()));
}

/**
 * An opaque response cannot be constructed. An error response is used instead, which is just as empty: status 0, no
 * headers, no body.
 */
async function opaque(response: Response): Promise<Response> {
  await response.body?.cancel();
  return Response.error();
}

function isMixed(origin: string, { protocol, hostname }: URL): boolean {
  const isOwn = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return origin.startsWith('https:') && protocol === 'http:' && !isOwn;
}
