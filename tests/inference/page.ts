type Fetch = typeof globalThis.fetch;

const SIMPLE_METHODS = new Set(['GET', 'HEAD', 'POST']);
const SIMPLE_HEADERS = new Set(['accept', 'accept-language', 'content-language']);
const SIMPLE_TYPES = new Set(['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']);

/**
 * Fetch as a page of this origin has it; Node's knows no page, and reads whatever it is sent. Of the Fetch standard, as
 * far as it matters for pages that are strangers to the server and send no cookies:
 *
 * - The request names its origin, and goes out only after a preflight where a header or the method is not a simple one.
 * - Without leave from the server the page gets a TypeError, whatever the answer was.
 * - With `no-cors` only simple headers go out, and the answer is opaque: it says only that there is one.
 * - A page over https calls over http nobody but its own machine.
 *
 * @param network what the page is connected to, if not the real one.
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
      const asked = { 'access-control-request-method': method, 'access-control-request-headers': unusual.join(',') };
      const signal = init.signal ?? null;
      const leave = await network(url, { method: 'OPTIONS', headers: { origin, ...asked }, signal });
      if (!leave.ok || !isReadable(leave, origin) || !allows(leave, method, unusual)) return hide(leave);
      await leave.text();
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

/** `*` covers every method, and every header but the one with the key. */
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

/** No constructor makes an opaque response; that of an error is as blank: status 0, no headers, no body. */
async function opaque(response: Response): Promise<Response> {
  await response.body?.cancel();
  return Response.error();
}

function isMixed(origin: string, { protocol, hostname }: URL): boolean {
  const isOwn = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  return origin.startsWith('https:') && protocol === 'http:' && !isOwn;
}
