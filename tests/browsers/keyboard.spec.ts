import { button, dialog, field, mention, tiles } from './reader.ts';
import type { Reader, Target } from './reader.ts';
import { expect, test } from './test.ts';

const hasFocus = async (reader: Reader, target: Target): Promise<boolean> =>
  (await reader.find(target)).some(({ focused }) => focused);

/** Presses Tab until an element has the focus, as a user without a mouse does. */
async function tabTo(reader: Reader, target: Target): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await reader.press('Tab');
    if (await hasFocus(reader, target)) return;
  }
  throw new Error(`Tab does not reach ${target.css} ${String(target.name)}.`);
}

test('Tab reaches the story, J and K step through its mentions, Enter pins and Escape unpins', async ({ read }) => {
  await tabTo(read, mention('Ines', 1));
  await read.expectLit(['char1']);
  await read.press('j');
  await expect.poll(async () => hasFocus(read, mention('watched', 1))).toBe(true);
  await read.press('j');
  await read.expectLit(['lm1']);
  await read.press('j');
  await read.expectLit(['char2']);
  await read.press('Enter');
  await read.press('k');
  await expect.poll(async () => hasFocus(read, mention('the clock tower', 1))).toBe(true);
  await expect.poll(async () => (await read.find(mention('Tom', 1)))[0]?.on).toBe('true');
  await read.press('Escape');
  await expect.poll(async () => (await read.find(mention('Tom', 1)))[0]?.on).toBe('false');
});

test('the arrow keys step through the frames', async ({ read }) => {
  await read.click({ ...tiles, name: /^Frame 1:/ });
  await read.expectShown({ css: '[role=group]', name: 'Image 1 with its boxes' });
  await read.press('ArrowRight');
  await read.expectShown({ css: '[role=group]', name: 'Image 2 with its boxes' });
  await read.press('ArrowRight');
  await read.expectShown({ css: '[role=group]', name: 'Image 3 with its boxes' });
  await read.press('ArrowLeft');
  await read.expectShown({ css: '[role=group]', name: 'Image 2 with its boxes' });
});

test('? opens the list of keys, Escape closes it, and in a field it is a character', async ({ reader }) => {
  await reader.press('?', ['Shift']);
  await reader.expectShown(dialog('Keys'));
  await reader.press('Escape');
  await expect.poll(async () => reader.count(dialog('Keys'))).toBe(0);
  await reader.fill(field('Model'), 'who?');
  expect(await reader.count(dialog('Keys'))).toBe(0);
});

test('Ctrl+K opens the command palette, and Enter runs a command', async ({ read }) => {
  await read.press('k', ['Control']);
  await read.expectShown({ css: '[role=dialog] input' });
  await read.page.type('library');
  await read.press('Enter');
  await read.expectShown(button('Export all'));
});
