import { describe, expect, test } from 'vitest';
import type { OpenRequest, Server } from '../../src/inference/index.ts';
import { createTestSession, demo, fileOf, runOf, startRun } from '../helpers/session.ts';
import { settled } from './scripted-health.ts';

interface Held {
  readonly server: Server;
  released: boolean;
}

/** A browser in which `earlier` requests were open before ours. */
function createBrowser(): {
  earlier: number;
  readonly held: readonly Held[];
  readonly holdRequest: (server: Server) => OpenRequest;
} {
  const held: Held[] = [];
  const browser = {
    earlier: 0,
    held,
    holdRequest(server: Server): OpenRequest {
      const one: Held = { server, released: false };
      held.push(one);
      return {
        count: async () => ({ all: browser.earlier + 1, earlier: browser.earlier }),
        release: () => {
          one.released = true;
        },
      };
    },
  };
  return browser;
}

describe('a request without headers', () => {
  test('is held back by the browser while six others are open, and not afterwards', async () => {
    const browser = createBrowser();
    browser.earlier = 6;
    const { session, clock, call, generating } = await startRun({ holdRequest: browser.holdRequest });
    expect(runOf(session)).toMatchObject({ status: 'connecting', heldBack: false });
    clock.advance(1000);
    await settled();
    expect(runOf(session).heldBack).toBe(true);
    browser.earlier = 5;
    clock.advance(2000);
    await settled();
    expect(runOf(session).heldBack).toBe(false);
    await call.end();
    await generating;
  });

  test('is not held back by five others', async () => {
    const browser = createBrowser();
    browser.earlier = 5;
    const { session, clock, generating } = await startRun({ holdRequest: browser.holdRequest });
    clock.advance(1000);
    await settled();
    expect(runOf(session).heldBack).toBe(false);
    session.stop();
    await generating;
  });
});

describe('other tabs can count a request', () => {
  test('from its start to its end, without the time in which pictures are prepared', async () => {
    const browser = createBrowser();
    const { session, clock, call, generating } = await startRun({ holdRequest: browser.holdRequest });
    expect(browser.held).toMatchObject([{ server: { baseUrl: 'http://localhost:8000/v1' }, released: false }]);
    await call.open();
    await call.text('Once');
    clock.frame();
    expect(browser.held).toMatchObject([{ released: false }]);
    session.stop();
    await generating;
    expect(browser.held).toMatchObject([{ released: true }]);
  });

  test('that replaces another one once', async () => {
    const browser = createBrowser();
    const { session, model, generating } = await startRun({ holdRequest: browser.holdRequest });
    const again = session.generate();
    const second = await model.call(2);
    expect(browser.held.map(({ released }) => released)).toEqual([true, false]);
    await second.end();
    await Promise.all([generating, again]);
    expect(browser.held.map(({ released }) => released)).toEqual([true, true]);
  });

  test('except for the demo, which sends none', async () => {
    const browser = createBrowser();
    const { session, model } = createTestSession({ holdRequest: browser.holdRequest, loadDemo: async () => demo });
    await session.frames.add([fileOf('1.png')]);
    const playing = session.playDemo();
    const call = await model.call(1);
    expect(browser.held).toEqual([]);
    await call.end();
    await playing;
  });
});
