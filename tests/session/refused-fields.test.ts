import { expect, test } from 'vitest';
import { createTestDesk, fileOf } from '../helpers/desk.ts';
import { seeds } from './scripted-run.ts';

test('fields that a server refused are left out of later requests to it, and only to it', async () => {
  const { desk, model } = createTestDesk({ seed: seeds() });
  await desk.frames.add([fileOf('1.png')]);
  async function run(n: number, refused: readonly string[]): Promise<readonly string[] | undefined> {
    const going = desk.generate();
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
  desk.set({ serverUrl: 'http://other:8000' });
  expect(await run(4, [])).toBeUndefined();
});
