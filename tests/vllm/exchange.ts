import { request } from 'node:http';

/** A request that a test sends without a browser's headers. */
export interface Asked {
  readonly method?: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless it is a string. */
  readonly body?: unknown;
}

/** The exact answer. */
export interface Answer {
  readonly status: number;
  /** `name: value`, names in lower case, sorted. */
  readonly headers: readonly string[];
  readonly body: string;
}

/** Sends a request to a server on this machine, and then closes the connection. */
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
