import type { Reader, Target } from './reader.ts';
import { box, mention } from './reader.ts';
import { translate } from '../helpers/journey-translate.ts';
import { expect, test } from './test.ts';

/** How the words that name an entity look. */
const looksOf = async ({ page }: Reader, id: string): Promise<readonly string[]> =>
  page.evaluate(
    (entity) =>
      [...document.querySelectorAll(`[data-tag][data-entities~="${entity}"]`)].map((words) => {
        const { backgroundColor, backgroundImage } = getComputedStyle(words);
        return `${backgroundColor} ${backgroundImage}`;
      }),
    id,
  );

const isPinned = async (reader: Reader, target: Target): Promise<boolean> =>
  (await reader.find(target))[0]?.on === 'true';

test('a word highlights its boxes, on the picture of its frame', async ({ read }) => {
  await read.hover(mention('They', 1));
  await read.expectShown({ css: '[role=group]', name: 'Image 1 with its boxes' });
  await read.expectLit(['char1', 'char2']);
  await read.hover(mention('the boy', 2));
  await read.expectShown({ css: '[role=group]', name: 'Image 2 with its boxes' });
  await read.expectLit(['char2']);
  await read.leave();
  await read.expectLit([]);
});

test('a box highlights its words in every frame, and no others', async ({ read }) => {
  await read.click({ css: 'button', name: 'Frame 1: frame-1.png' });
  await read.expectShown(box('char2'));
  await read.leave();
  const before = await looksOf(read, 'char2');
  const others = await looksOf(read, 'lm1');
  await read.hover(box('char2'));
  await expect
    .poll(
      async () => (await looksOf(read, 'char2')).filter((look, i) => look === before[i]),
      'words that look as before',
    )
    .toEqual([]);
  expect(await looksOf(read, 'lm1')).toEqual(others);
  await read.leave();
  await expect.poll(async () => looksOf(read, 'char2')).toEqual(before);
});

test('a row of a table highlights its box', async ({ read }) => {
  await read.click({ css: 'button', name: 'Frame 1: frame-1.png' });
  await read.hover({ css: '[role=row], tr', name: /^char2 ?Tom/ });
  await read.expectLit(['char2']);
});

test('a click pins, Ctrl and a click pin one more, a second click unpins', async ({ read }) => {
  const [ines, tom] = [mention('Ines', 1), mention('Tom', 1)];
  await read.click(ines);
  await read.leave();
  await expect.poll(async () => isPinned(read, ines)).toBe(true);
  await read.expectLit(['char1']);
  await read.click(tom, ['Control']);
  await read.leave();
  await read.expectLit(['char1', 'char2']);
  await read.click(tom, ['Control']);
  await read.leave();
  await read.expectLit(['char1']);
  await read.press('Escape');
  await read.expectLit([]);
  expect(await isPinned(read, ines)).toBe(false);
});

test('translated by the browser, the words and the boxes still link', async ({ read }) => {
  await read.page.evaluate(translate);
  await expect.poll(async () => read.count({ css: '[data-tag] font' })).toBeGreaterThan(0);
  await read.hover({ css: '[data-tag][data-frame="1"][data-entities="char2"]' });
  await read.expectLit(['char2']);
  await read.click({ css: '[data-tag][data-frame="1"][data-entities="char2"]' });
  await read.leave();
  await read.expectLit(['char2']);
});
