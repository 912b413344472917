import { button, dialog, field, mentions, tab } from './reader.ts';
import { expect, harbour, test } from './test.ts';

test('each kind of mention has its own line', async ({ reader }) => {
  await reader.openText(
    '<think>\n## Image 1\n### Characters\n| Character ID | Name | Bounding Box |\n|---|---|---|\n| char1 | Ann | 1,2,30,40 |\n' +
      '## Image 2\n### Characters\n| Character ID | Name | Bounding Box |\n|---|---|---|\n| char2 | Tom | 1,2,30,40 |\n</think>\n' +
      '<gdi image1><gdo char1>Ann</gdo> <gda char1>runs</gda> to <gdo char2>Tom</gdo> and <gdo char9>Zoe</gdo>.</gdi>',
  );
  await expect.poll(async () => reader.count(mentions)).toBe(4);
  const lines = await reader.page.evaluate(() =>
    [...document.querySelectorAll('[data-tag]')].map((words) => {
      const style = getComputedStyle(words);
      return ['line', 'style', 'thickness'].map((part) => style.getPropertyValue(`text-decoration-${part}`)).join(' ');
    }),
  );
  expect(lines).toEqual([
    'underline solid 2px',
    'underline dotted 2px',
    'underline dashed 1.5px',
    'underline wavy 1.5px',
  ]);
});

test('Copy puts the completion into the clipboard', async ({ reader }) => {
  await reader.openText(harbour);
  await reader.click(tab('Raw'));
  await reader.click({ css: '[role=tabpanel] button', name: 'Copy' });
  await reader.expectShown(button('Copied'));
  await reader.click(button('Open an output'));
  await reader.expectShown(dialog('Open an output'));
  await reader.click(field('Completion'));
  await reader.press('v', ['Control']);
  await expect.poll(async () => (await reader.find(field('Completion')))[0]?.value).toBe(harbour);
});

test('the demo plays to its end', async ({ reader }) => {
  await reader.click(button('Try the demo'));
  await reader.expectStatus(/^Thinking/);
  await reader.expectDone(90_000);
  expect(await reader.count(mentions)).toBeGreaterThan(50);
});

test('a server that does not answer is reported, and the page stays usable', async ({ reader }) => {
  await reader.fill(field('Server URL'), 'http://127.0.0.1:1/v1');
  await reader.click(button('Check'));
  await expect
    .poll(async () => reader.textOf({ css: '[role=group], fieldset', name: /Connection/ }))
    .toContain('Nothing answers at http://127.0.0.1:1/v1.');
});
