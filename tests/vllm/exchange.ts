import { request } from 'node:http';

/** A request as a test makes it, without a browser's own headers. */
export interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is a string. */
  readonly body?: unknown;
}

/** What came back, to the byte. */
export interface Answer {
  readonly status: number;
  /** `name: value`, names in lower case, sorted. */
  readonly headers: readonly string[];
  readonly body: string;
}

/** Asks a server on this machine. The connection is closed afterwards. */
export async function ask(port: number, { method, path, headers = {}, body }: Asked): Promise<Answer> {
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  const sent = request({
    host: '127.0.0.1',
    port,
    path,
    method: method ?? (text === undefined ? 'GET' : 'POST'),
    headers: { host: 'server', ...(text !== undefined && { 'content-type': 'application/json' }), ...headers },
    agent: false,
  });
  sent.end(text);
  const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    sent.once('response', resolve);
    sent.once('error', reject);
  });
  let received = '';
  for await (const piece of response.setEncoding('utf8')) received += piece;
  const names = response.rawHeaders.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase());
  const values = response.rawHeaders.filter((_, i) => i % 2 === 1);
  return {
    status: response.statusCode ?? 0,
    headers: names.map((name, i) => `${name}: ${values[i]}`).toSorted(),
    body: received,
  };
}
