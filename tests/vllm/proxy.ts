import { connect, createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/**
 * A proxy between the relay and vLLM. It can imitate what vLLM sometimes does on Ctrl-C: it refuses new connections and
 * keeps the existing ones open without sending anything.
 */
export class Proxy {
  readonly port: number;
  readonly #target: number;
  readonly #pairs = new Set<readonly [client: Socket, server: Socket]>();
  #listener: Server;

  private constructor(listener: Server, target: number) {
    this.#listener = listener;
    this.#target = target;
    this.port = (listener.address() as AddressInfo).port;
    listener.on('connection', (client) => this.#pass(client));
  }

  /** @param target The port of the server on this machine. */
  static async to(target: number): Promise<Proxy> {
    return new Proxy(await listen(0), target);
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** How many connections are open. */
  get open(): number {
    return this.#pairs.size;
  }

  /** From now on it refuses new connections and passes nothing on the open ones. */
  silence(): void {
    this.#listener.close();
    for (const [client, server] of this.#pairs) {
      client.unpipe();
      server.unpipe();
      server.pause();
      // Keep reading from the client, to notice when it closes the connection.
      client.resume();
    }
  }

  /** Accepts connections again, at the same port. */
  async restore(): Promise<void> {
    this.#listener = await listen(this.port);
    this.#listener.on('connection', (client) => this.#pass(client));
  }

  close(): void {
    this.#listener.close();
    for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
  }

  #pass(client: Socket): void {
    const server = connect(this.#target, '127.0.0.1');
    const pair = [client, server] as const;
    this.#pairs.add(pair);
    for (const socket of pair) {
      // If one side fails, both sockets are closed; there is nothing else to do.
      socket.on('error', () => socket.destroy());
      socket.once('close', () => {
        for (const side of pair) side.destroy();
        this.#pairs.delete(pair);
      });
    }
    client.pipe(server);
    server.pipe(client);
  }
}

async function listen(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}
