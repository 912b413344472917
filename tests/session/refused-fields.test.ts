import { expect, test } from 'vitest';
import { createTestSession, fileOf } from '../helpers/session.ts';
import { seeds } from './scripted-run.ts';

test('fields that a server refused are left out of later requests to it, and only to it', async () => {
  const { session, model } = createTestSession({ seed: seeds() });
  await session.frames.add([fileOf('1.png')]);
  async function run(n: number, refused: readonly string[]): Promise<readonly string[] | undefined> {
    const going = session.generate();
    const call = await model.call(n);
    if (refused.length > 0) await call.omitted(...refused);
    await call.text('A kite.');
    await call.end();
    await going;
    return call.request.unknown;
  }
  expect(await run(1, ['top_k'])).toBeUndefined();
  expect(await run(2, ['top_k', 'min_p'])).toEqual(['top_k']);
  expect(await run(3, [])).toEqual(['top_k', 'min_p']);
  session.set({ serverUrl: 'http://other:8000' });
  expect(await run(4, [])).toBeUndefined();
});
