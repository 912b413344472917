import { describe, expect, test } from 'vitest';
import type { Failure, FailureKind, Probe } from '../../src/inference/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { noServer, previousOf, readingOf, runOf, startRun, healthyServer } from '../helpers/session.ts';
import { createScriptedProbe } from './scripted-probe.ts';
import type { ScriptedProbe } from './scripted-probe.ts';

const failureOf = (kind: FailureKind): Failure => ({ kind, sentence: 'It.', said: null, advice: 'Do.', status: null });
const unreachable = { type: 'failed', failure: failureOf('unreachable') } as const;

async function start(): Promise<Awaited<ReturnType<typeof startRun>> & { readonly server: ScriptedProbe }> {
  const server = createScriptedProbe();
  return { ...(await startRun({ probe: server.probe })), server };
}

describe('a request that failed without a reason', () => {
  test.each(['cors', 'unauthorized', 'mixed-content', 'wrong-path', 'unreachable'] as const)(
    'gets the reason from a check of the server: %s',
    async (kind) => {
      const { session, call, generating, server } = await start();
      await call.end(unreachable);
      const probe = await server.call(1);
      expect(runOf(session)).toMatchObject({ status: 'explaining', outcome: null, endedAt: null });
      expect(probe.server).toEqual({
        baseUrl: 'http://localhost:8000/v1',
        model: 'daniel3303/QwenStoryteller',
        apiKey: '',
      });
      const failure = { ...failureOf(kind), sentence: 'Found out.' };
      await probe.find({ ok: false, failure, instead: null });
      await generating;
      expect(runOf(session)).toMatchObject({ status: 'ended', outcome: { type: 'failed', failure } });
      expect(session.page.getState().connection).toMatchObject({ checking: false, found: { failure } });
    },
  );

  const servers: [string, Probe & { ok: true }, RegExp][] = [
    ['a version that hides error answers', { ...healthyServer, version: '0.18.1' }, /vLLM 0\.18\.1 hides the reason/],
    ['another version', healthyServer, /is healthy, but its answer to this request could not be read/],
    ['an unknown version', { ...healthyServer, version: null }, /is healthy, but its answer/],
  ];
  test.each(servers)('is reported as hidden if the server is healthy: %s', async (_, found, sentence) => {
    const { session, call, generating, server } = await start();
    await call.end(unreachable);
    await (await server.call(1)).find(found);
    await generating;
    const { outcome } = runOf(session);
    expect(outcome).toMatchObject({ type: 'failed', failure: { kind: 'hidden' } });
    expect(outcome?.type === 'failed' && outcome.failure.sentence).toMatch(sentence);
  });

  test('keeps the text that it should continue', async () => {
    const { session, model, call, generating, server } = await start();
    const text = harbour.slice(0, harbour.indexOf('lost sight of'));
    await call.text(text);
    await call.end({ type: 'length' });
    await generating;
    const going = session.continue();
    const second = await model.call(2);
    await second.end(unreachable);
    await (await server.call(1)).find(noServer);
    await going;
    expect(readingOf(session).completion).toBe(text);
    expect(runOf(session).outcome).toEqual({ type: 'failed', failure: noServer.ok ? null : noServer.failure });
  });

  test('is explained only until the user presses Stop', async () => {
    const { session, call, generating, server } = await start();
    await call.end(unreachable);
    await server.call(1);
    session.stop();
    await generating;
    expect(runOf(session)).toMatchObject({ status: 'ended', outcome: unreachable });
  });

  test('keeps its failure if another check replaces this one', async () => {
    const { session, call, generating, server } = await start();
    await call.end(unreachable);
    const probe = await server.call(1);
    const checking = session.check();
    await probe.find(healthyServer);
    await generating;
    expect(runOf(session)).toMatchObject({ status: 'ended', outcome: unreachable });
    await server.calls[1]?.find(noServer);
    await checking;
    expect(runOf(session).outcome).toEqual(unreachable);
  });

  test('is replaced by a new job', async () => {
    const { session, call, generating, model, server } = await start();
    await call.text('Once upon');
    await call.end(unreachable);
    const probe = await server.call(1);
    const again = session.generate();
    const previous = previousOf(session);
    expect(previous).toMatchObject({ completion: 'Once upon', progress: { status: 'ended' } });
    const second = await model.call(2);
    await probe.find(noServer);
    await generating;
    expect(previousOf(session)).toEqual(previous);
    expect(runOf(session).status).toBe('connecting');
    await second.end();
    await again;
  });

  test('is not explained by another server whose address was typed since', async () => {
    const { session, call, generating, server } = await start();
    session.set({ serverUrl: 'http://elsewhere:8000/v1' });
    await call.end(unreachable);
    await Promise.race([generating, server.call(1)]);
    for (const { server: asked } of server.calls) expect(asked.baseUrl).toBe('http://localhost:8000/v1');
    session.stop();
    await generating;
  });
});

describe('the server is not checked', () => {
  const known: FailureKind[] = ['too-many-images', 'unauthorized', 'connection-lost', 'malformed', 'server-error'];
  test.each(known)('if the reason is known: %s', async (kind) => {
    const { session, call, generating, server } = await start();
    const outcome = { type: 'failed', failure: failureOf(kind) } as const;
    await call.end(outcome);
    await generating;
    expect(runOf(session).outcome).toEqual(outcome);
    expect(server.calls).toEqual([]);
  });

  test('if nothing failed', async () => {
    const { call, generating, server } = await start();
    await call.end({ type: 'length' });
    await generating;
    expect(server.calls).toEqual([]);
  });
});
