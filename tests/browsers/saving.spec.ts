import { IN_STORY } from '../fixtures/early-ends.ts';
import { frames } from '../helpers/journey-pictures.ts';
import { configure } from '../helpers/journey-requests.ts';
import { box, button, mention, mentions, tiles } from './reader.ts';
import { expect, harbour, listen, test } from './test.ts';

test('after a reload the same sequence is there, with its pictures, its story and its boxes', async ({ read }) => {
  await read.expectShown({ css: 'header span', name: 'Saved' });
  await read.page.reload();
  await listen(read);
  await read.expectDone();
  await expect.poll(async () => read.count(tiles)).toBe(3);
  await expect.poll(async () => read.count(mentions)).toBe(12);
  await read.hover(mention('Tom', 1));
  await read.expectShown(box('char2'));
  await read.expectLit(['char2']);
  await expect
    .poll(async () =>
      read.page.evaluate(() => [...document.querySelectorAll('img')].every(({ naturalWidth }) => naturalWidth > 0)),
    )
    .toBe(true);
});

test('a story that was still arriving at a reload is kept, and Continue completes it', async ({ reader, replay }) => {
  configure(replay, { fault: { kind: 'stall', after: { chars: IN_STORY } } });
  await reader.generate(frames(3), replay.url);
  await reader.expectCharacters(IN_STORY);
  // The browser asks first, and the test answers that it leaves the page.
  await reader.page.reload();
  await listen(reader);
  await reader.expectStatus(/^Interrupted/);
  await expect.poll(async () => reader.count(tiles)).toBe(3);
  configure(replay, {});
  await reader.click(button('Continue'));
  await reader.expectDone();
  await reader.expectCharacters(harbour.length);
});

test('New keeps the sequence in the library, from where it opens again', async ({ read }) => {
  await read.click(button('New'));
  await read.expectShown(button('Try the demo'));
  await read.press('o');
  await read.click({ css: '[aria-label=Sequences] li button' });
  await read.expectDone();
  await expect.poll(async () => read.count(tiles)).toBe(3);
});
