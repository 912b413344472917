import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dragFiles, dragPaths } from '../helpers/journey-drop.ts';
import { frames, png, textFile } from '../helpers/journey-pictures.ts';
import { expect, harbour, test } from '../helpers/journey-test.ts';

const [thinking = '', story = ''] = harbour.split('</think>\n').map((part) => part.replace('<think>\n', ''));

test('a pasted output without frames has its boxes on empty frames, and the page says so', async ({ app, page }) => {
  await app.openText(harbour);
  await expect(app.status).toHaveText('Opened from text');
  await expect(page.getByText('no picture; boxes are drawn on an empty frame of 481 × 311')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Frame \d+, without a picture$/ })).toHaveCount(3);
  await app.mention('They', 1).hover();
  await app.expectLit(['char1', 'char2']);
  await expect(app.box('char2')).toHaveAccessibleName('Tom (char2), 210,120 to 300,310');
  await page.getByRole('tab', { name: 'Image 2' }).click();
  await expect(page.getByRole('row', { name: 'char2 Tom' })).toBeVisible();
  await page.getByRole('tab', { name: 'Narrative structure' }).click();
  await expect(page.getByRole('row', { name: /^Conclusion/ })).toBeVisible();
});

test('frames added before or after opening an output are shown under its boxes', async ({ app, page }) => {
  await app.add(frames(1));
  await app.expectFrames(['frame-1.png']);
  await app.openDialog();
  await expect(app.dialog.getByText('The output is shown with the frame in the filmstrip.')).toBeVisible();
  await app.dialog.getByLabel('Completion').fill(harbour);
  await app.dialog.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText('Image 1 of 3 · frame-1.png')).toBeVisible();
  await page.getByRole('tab', { name: 'Image 2' }).click();
  await expect(page.getByText(/Image 2 of 3 · no picture; boxes are drawn/)).toBeVisible();
  await app.add([png('a.png', [200, 0, 0], 1008, 672), png('b.png')]);
  await expect(page.getByText('Image 2 of 3 · a.png')).toBeVisible();
  // Boxes of an opened output are in pixels of the file, as in the dataset: 100 of 1008, not of the sent size.
  const box = await app.box('char2').boundingBox();
  const stage = await app.stage.boundingBox();
  expect(((box?.x ?? 0) - (stage?.x ?? 0)) / (stage?.width ?? 1)).toBeCloseTo(100 / 1008, 2);
});

test('a complete output is opened from one file', async ({ app, page }) => {
  await app.openDialog();
  await app.dialog.getByLabel('Output files').setInputFiles([textFile('12_story_full.txt', harbour)]);
  await expect(app.dialog.getByRole('listitem')).toContainText(['12_story_full.txt']);
  await app.dialog.getByRole('button', { name: 'Show' }).click();
  await expect(page.locator('[data-tag]')).toHaveCount(12);
  await app.showRaw();
  await expect(page.getByText(`${harbour.length.toLocaleString('en')} characters`)).toBeVisible();
});

test('a chain of thought, a story and their frames are dropped together', async ({ app, page }, info) => {
  mkdirSync(info.outputDir, { recursive: true });
  await app.openDialog();
  const files = [textFile('12_story.txt', story), textFile('12_cot.txt', thinking), ...frames(3)];
  const drop = await dragFiles(app.dialog.getByLabel('Completion'), files, info);
  await drop();
  await expect(app.dialog.getByRole('listitem')).toContainText(['12_cot.txt', '12_story.txt']);
  await expect(app.dialog.getByText('The output is shown with the 3 frames in the filmstrip.')).toBeVisible();
  await app.dialog.getByRole('button', { name: 'Show' }).click();
  await expect(page.locator('[data-tag]')).toHaveCount(12);
  await expect(page.getByText('Image 1 of 3 · frame-1.png')).toBeVisible();
  await expect(page.getByRole('row', { name: 'char2 Tom' })).toBeVisible();
  await expect(page.getByText('Drop frames, an output or a folder here')).toHaveCount(0);
  await expect(app.alert).toHaveCount(0);
});

test('a folder dropped on the page opens with its pictures and its output, and names what is left out', async ({
  app,
  page,
}, info) => {
  const folder = join(info.outputDir, 'harbour');
  mkdirSync(folder, { recursive: true });
  const pictures = [png('frame-10.png'), png('frame-2.png'), png('frame-1.png')];
  const texts = [
    textFile('12_cot.txt', thinking),
    textFile('12_story.txt', story),
    textFile('train.py', 'import torch'),
  ];
  for (const { name, buffer } of [...pictures, ...texts]) writeFileSync(join(folder, name), buffer);
  const drop = await dragPaths(page.getByRole('main'), [folder]);
  await drop();
  await app.expectFrames(['frame-1.png', 'frame-2.png', 'frame-10.png']);
  await expect(page.locator('[data-tag]')).toHaveCount(12);
  await expect(app.alert).toContainText('1 other file was left out: train.py.');
  await app.mention('They', 1).hover();
  await app.expectLit(['char1', 'char2']);
});

test('files can also be dropped on the edge of the dialog, beside the text field', async ({ app }, info) => {
  mkdirSync(info.outputDir, { recursive: true });
  await app.openDialog();
  const drop = await dragFiles(app.dialog.getByRole('heading'), [textFile('12_cot.txt', thinking)], info);
  await drop();
  await expect(app.dialog.getByRole('listitem')).toContainText(['12_cot.txt']);
  await expect(app.page.getByText('is not a picture')).toHaveCount(0);
});

test('the page shows a megabyte of garbage and stays responsive', async ({ app, page }) => {
  // Random text that is not a completion: characters of tables, and some tags without a meaning here.
  let seed = 7;
  const random = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const signs = ['<', '>', '|', '\n', ' ', '-', '0,1', '##', 'ü', 'word ', '\u202e', '&amp;', '<b>', '</'];
  const tags = ['<gdo char1>', '</gdo>', '## Image 3', '<gdi image2>', '<think>', '| char1 |'];
  let text = '';
  while (text.length < 1_000_000) text += random(50) === 0 ? tags[random(tags.length)] : signs[random(signs.length)];
  await app.openDialog();
  await app.dialog.getByLabel('Output files').setInputFiles([textFile('garbage.txt', text)]);
  await app.dialog.getByRole('button', { name: 'Show' }).click();
  const longer = { timeout: 20_000 };
  await expect(app.status).toHaveText('Opened from text', longer);
  await app.showRaw();
  await expect(page.getByText(`${text.length.toLocaleString('en')} characters`)).toBeVisible(longer);
  await page.getByRole('tab', { name: 'Analysis' }).click();
  await page.getByRole('tab', { name: 'Narrative structure' }).click();
  await expect(page.getByRole('tab', { name: 'Narrative structure' })).toHaveAttribute('aria-selected', 'true', longer);
});

test('the page shows a megabyte without line breaks and tags', async ({ app, page }) => {
  await app.openDialog();
  await app.dialog.getByLabel('Output files').setInputFiles([textFile('long.txt', 'x'.repeat(1_000_000))]);
  await app.dialog.getByRole('button', { name: 'Show' }).click();
  await app.showRaw();
  await expect(page.getByText('1,000,000 characters')).toBeVisible();
});

test('the dialog names files that it cannot open, with the reason, and stays open', async ({ app, page }) => {
  await app.openDialog();
  const show = app.dialog.getByRole('button', { name: 'Show' });
  await show.click();
  await expect(app.alert).toHaveText('There is nothing to show yet. Paste a completion or choose its files.');
  await app.dialog.getByLabel('Completion').fill(' \n ');
  await show.click();
  await expect(app.alert).toHaveText('There is nothing to show yet. Paste a completion or choose its files.');
  await app.dialog
    .getByLabel('Output files')
    .setInputFiles([
      textFile('empty.txt', ''),
      { name: 'model.bin', mimeType: 'application/octet-stream', buffer: Buffer.from([0, 1, 2, 255, 254, 0]) },
      textFile('12_cot.txt', thinking),
    ]);
  await expect(app.alert.getByRole('paragraph')).toHaveText([
    '“empty.txt” is empty.',
    '“model.bin” is not a text file. An output is plain text, such as 12_cot.txt.',
  ]);
  await expect(app.dialog.getByRole('listitem')).toContainText(['12_cot.txt']);
  await app.dialog.getByLabel('Completion').fill(story);
  await show.click();
  await expect(app.dialog).toBeHidden();
  await expect(page.locator('[data-tag]')).toHaveCount(12);
});

test('closing the dialog keeps the story and the focus', async ({ app, page }) => {
  await app.openText(harbour);
  await app.mention('Tom', 1).click();
  await app.openDialog();
  await app.dialog.getByLabel('Completion').fill('something else');
  await page.keyboard.press('Escape');
  await expect(app.dialog).toBeHidden();
  await expect(page.locator('[data-tag]')).toHaveCount(12);
  await expect(app.mention('Tom', 1)).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('button', { name: 'Open an output' })).toBeFocused();
});

test('HTML and script in the model’s text are shown as text', async ({ app, page }) => {
  const evil = `<img src=x onerror="alert(1)"><script>document.title='taken'</script><svg onload=alert(2)>`;
  const completion = [
    '<think>\n## Image 1\n\n### Characters',
    '| Character ID | Name | Description | Bounding Box |\n|---|---|---|---|',
    `| char1 | <b id="evil">${evil} | [x](javascript:alert(3)) <iframe srcdoc="${evil}"> | 10,10,200,200 |`,
    `</think>\n<gdi image1>\n<gdo char1>${evil}</gdo> and <style>*{display:none}</style> <a href="javascript:alert(4)">x</a>.\n</gdi>\n`,
  ].join('\n');
  await app.openText(completion);
  const words = page.getByRole('region', { name: 'Story' });
  await expect(words).toContainText(evil);
  await expect(words).toContainText('<style>*{display:none}</style>');
  await page.locator('[data-tag]').hover();
  await app.expectLit(['char1']);
  await expect(app.box('char1')).toHaveAccessibleName(/^<b id="evil"><img src=x onerror=/);
  await expect(page.getByRole('cell', { name: '[x](javascript:alert(3))' })).toBeVisible();
  const dangerous = '#root :is(#evil, script, iframe, style, img[src="x"], svg[onload], a[href])';
  await expect(page.locator(dangerous)).toHaveCount(0);
  await app.showRaw();
  await expect(page.getByRole('region', { name: 'Raw completion' })).toContainText(evil);
  await expect(page.locator(dangerous)).toHaveCount(0);
  await expect(page).toHaveTitle(/StoryLens/);
});
