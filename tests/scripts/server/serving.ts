import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http, { type IncomingHttpHeaders, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { startServer } from '../../../scripts/server/server.mjs';

export interface Upstream {
  readonly url: string;
  readonly port: number;
  /** Each request that arrived, in order. */
  readonly requests: readonly { method: string; path: string; headers: IncomingHttpHeaders }[];
  /** Connections that are open now. */
  readonly sockets: ReadonlySet<Socket>;
}

/** Starts a tiny model server, which is closed after the current test. */
export async function serveUpstream(
  answer: RequestListener = (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end('{}');
  },
): Promise<Upstream> {
  const requests: { method: string; path: string; headers: IncomingHttpHeaders }[] = [];
  const sockets = new Set<Socket>();
  const server = http.createServer((request, response) => {
    requests.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers });
    answer(request, response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, requests, sockets };
}

/** Starts the server of the page with only an `index.html`; it is closed after the current test. */
export async function servePage(
  targets: readonly string[],
  options: Partial<Parameters<typeof startServer>[0]> = {},
): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'storylens-page-'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>StoryLens</title>');
  const server = await startServer({
    folder,
    port: 0,
    network: false,
    names: [],
    targets: targets.map((url, i) => ({ url, path: `relay/${i + 1}` })),
    key: null,
    ...options,
  });
  onTestFinished(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });
  return server.port;
}

export interface Question {
  readonly method?: string;
  /** Sent exactly as written, without resolving. */
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** The header that only StoryLens's page sets. */
export const PAGE = { 'x-storylens': 'page' };

/** Sends the head of a request; the caller sends the body and ends it. */
export function send(port: number, { method = 'GET', path = '/', headers = {} }: Question): http.ClientRequest {
  return http.request({ host: '127.0.0.1', port, method, path, headers, agent: false });
}

/** @throws if the connection breaks before the headers of the answer */
export async function answerOf(request: http.ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
    request.once('upgrade', () => reject(new Error('The connection was upgraded.')));
  });
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends a request as the page does, unless `headers` are given. */
export async function ask(port: number, question: Question): Promise<Answer> {
  const { body = '' } = question;
  const length: Record<string, string> = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const request = send(port, { ...question, headers: { ...length, ...(question.headers ?? PAGE) } });
  request.end(body);
  const answer = await answerOf(request);
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) };
}

/** A failure that the relay itself reports. */
export function failureIn({ body }: Answer): { reason: string; target: string | null; message: string } {
  return JSON.parse(body).relay;
}

/** The number of sockets of this process, on both ends. If it is the same after a test, none has leaked. */
export const openSockets = (): number =>
  process.getActiveResourcesInfo().filter((name) => /^(?:TCP|TLS)/.test(name) && name !== 'TCPServerWrap').length;
