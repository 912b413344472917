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
  // Text that arrives is saved once a second. Firefox and WebKit may end a page before a write at its end is done.
  await expect.poll(async () => reader.page.evaluate(storedCharacters, DATABASE)).toBe(IN_STORY);
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

const DATABASE = 'storylens';

/** How many characters of completions the library has stored. */
async function storedCharacters(name: string): Promise<number> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.addEventListener('success', () => resolve(opening.result));
    opening.addEventListener('error', () => reject(opening.error ?? new Error('The database does not open')));
  });
  const runs = await new Promise<readonly { readonly completion: string }[]>((resolve, reject) => {
    const reading = database.transaction('runs').objectStore('runs').getAll();
    reading.addEventListener('success', () => resolve(reading.result));
    reading.addEventListener('error', () => reject(reading.error ?? new Error('The runs cannot be read')));
  });
  database.close();
  return runs.reduce((sum, { completion }) => sum + completion.length, 0);
}
