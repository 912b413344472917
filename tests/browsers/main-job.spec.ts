import { IN_STORY } from '../fixtures/early-ends.ts';
import { frames } from '../helpers/journey-pictures.ts';
import { configure, promptOf } from '../helpers/journey-requests.ts';
import { button, mentions, tab } from './reader.ts';
import { expect, harbour, test } from './test.ts';

test('frames and Generate: the pictures are sent, and the whole story arrives', async ({ reader, replay }) => {
  const files = frames(3);
  await reader.generate(files, replay.url);
  await reader.expectDone();
  expect(await reader.count(mentions)).toBe(12);
  await reader.expectCharacters(harbour.length);
  expect(promptOf(replay).images).toEqual(files.map(() => ({ width: 504, height: 336 })));
});

test('Stop keeps the text so far, and Continue completes it', async ({ reader, replay }) => {
  configure(replay, { fault: { kind: 'stall', after: { chars: IN_STORY } } });
  await reader.generate(frames(3), replay.url);
  await reader.expectCharacters(IN_STORY);
  await reader.click(button('Stop'));
  await reader.expectStatus(/^Stopped after/);
  configure(replay, {});
  await reader.click(button('Continue'));
  await reader.expectDone();
  await reader.expectCharacters(harbour.length);
  await reader.click(tab('Analysis'));
  expect(await reader.count(mentions)).toBe(12);
});
