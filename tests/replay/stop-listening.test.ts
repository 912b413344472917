import { Agent, get } from 'node:http';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { serve } from '../../scripts/replay/client.mjs';

const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code;

test('no request uses a connection that was busy when the server stopped listening', async () => {
  const server = await serve({ fault: { kind: 'silence', everywhere: true } });
  // One connection, which is kept for the next request.
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  const ask = (): ClientRequest => get({ port: server.port, host: '127.0.0.1', path: '/health', agent });
  const answerTo = async (request: ClientRequest): Promise<number | undefined> => {
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.resume();
    await once(response, 'end');
    return response.statusCode;
  };

  const first = ask();
  await expect.poll(() => server.open).toBe(1);
  await server.stopListening();
  server.set({ fault: null });
  server.resume();
  expect(await answerTo(first)).toBe(200);

  const second = ask();
  await expect(answerTo(second)).rejects.toSatisfy((error) => codeOf(error) === 'ECONNRESET');
  expect(second.reusedSocket).toBe(true);
  await expect(answerTo(ask())).rejects.toSatisfy((error) => codeOf(error) === 'ECONNREFUSED');
  await server.listenAgain();
  expect(await answerTo(ask())).toBe(200);
});
