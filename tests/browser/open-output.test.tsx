import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { readPicture } from '../../src/inference/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import {
  drag,
  marked,
  mention,
  openApp,
  openOutput,
  openedDialog,
  pictures,
  stage,
  status,
  story,
  dataTransferOf,
} from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';

const [thought = '', storyFile = ''] = harbour.replace('<think>\n', '').split('</think>\n');
const textFile = (name: string, text: string): File => new File([text], name, { type: 'text/plain' });

async function openDialog(app: TestApp = openApp()): Promise<TestApp & { readonly dialog: HTMLElement }> {
  await app.user.click(screen.getAllByRole('button', { name: 'Open an output' })[0] ?? document.body);
  return { ...app, dialog: await openedDialog('Open an output') };
}

const completion = (): HTMLTextAreaElement => screen.getByLabelText('Completion');
const files = (): HTMLInputElement => screen.getByLabelText('Output files');

async function show({ user }: Pick<TestApp, 'user'>): Promise<void> {
  await user.click(screen.getByRole('button', { name: 'Show' }));
}

describe('an opened output', () => {
  test('is shown also if Show is pressed while its file is still being read', async () => {
    const app = await openDialog();
    const file = textFile('slow.txt', harbour);
    const bytes = await file.arrayBuffer();
    let finish = (): void => undefined;
    const read = new Promise<ArrayBuffer>((resolve) => {
      finish = () => resolve(bytes);
    });
    file.arrayBuffer = async () => read;
    await app.user.upload(files(), [file]);
    await show(app);
    finish();
    await waitFor(() => expect(status()).toBe('Opened from text'));
    await waitFor(() => expect(story().textContent).toContain('Ines watched the clock tower'));
  });

  test('can be pasted', async () => {
    const app = await openDialog();
    await app.user.click(completion());
    await app.user.paste(harbour);
    await show(app);
    await waitFor(() => expect(marked('tag')).toHaveLength(12));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(status()).toBe('Opened from text');
    await stage(1);
    expect(screen.getByText(/no picture; boxes are drawn/)).toBeDefined();
  });

  test('can be a chat completion, and the dialog says so', async () => {
    const app = await openDialog();
    await app.user.click(completion());
    await app.user.paste(JSON.stringify({ choices: [{ message: { content: harbour } }] }));
    await within(app.dialog).findByText('The completion was found in a chat completion.');
    await show(app);
    await waitFor(() => expect(marked('tag')).toHaveLength(12));
  });

  test('can be chosen where a text holds several', async () => {
    const app = await openDialog();
    const row = (id: number, words: string): string =>
      JSON.stringify({ story_id: id, chain_of_thought: '', story: words });
    await app.user.upload(files(), textFile('rows.jsonl', [row(7, 'The seventh.'), row(8, 'The eighth.')].join('\n')));
    const choice = await within(app.dialog).findByLabelText('Sample (2 found)');
    await app.user.selectOptions(choice, 'rows.jsonl, story 8: 11 characters');
    await show(app);
    await waitFor(() => expect(story().textContent).toContain('The eighth.'));
    expect(story().textContent).not.toContain('The seventh.');
  });

  test('names the sizes of its frames, if Python has printed them', async () => {
    const app = await openDialog();
    await app.user.click(completion());
    const picture = '<PIL.Image.Image image mode=RGB size=640x480 at 0x1>';
    await app.user.paste(`{'images': [${picture}], 'chain_of_thought': '', 'story': '<gdi image1>Once.</gdi>'}`);
    await show(app);
    await waitFor(() => expect(story().textContent).toContain('Once.'));
    expect(app.session.page.getState().run?.sizes).toEqual([{ width: 640, height: 480 }]);
  });

  test('can be two files, joined by their kinds', async () => {
    const app = await openDialog();
    await app.user.upload(files(), [textFile('12_story.txt', storyFile), textFile('12_cot.txt', thought)]);
    const list = await within(app.dialog).findAllByRole('listitem');
    expect(list.map(({ textContent }) => textContent)).toEqual([
      `12_cot.txt${thought.length.toLocaleString('en')} characters`,
      `12_story.txt${storyFile.length} characters`,
    ]);
    await show(app);
    await waitFor(() => expect(marked('tag')).toHaveLength(12));
    expect(mention('Ines').dataset['grounded']).toBe('here');
    expect(screen.getByText('12_story.txt')).toBeDefined();
  });

  test('can be a dropped file, with pictures as its frames', async () => {
    const app = await openDialog();
    const [first, second] = await pictures([
      [560, 336],
      [560, 336],
    ]);
    if (!first || !second) throw new Error('No pictures');
    drag('drop', app.dialog.querySelector('form') ?? app.dialog, [textFile('a.txt', harbour), second, first]);
    await within(app.dialog).findByText('a.txt');
    await within(app.dialog).findByText('The output is shown with the 2 frames in the filmstrip.');
    await show(app);
    const on = await stage(1);
    expect(within(on).getByAltText('frame-1.png')).toBeDefined();
    // The page behind the dialog does not report the text file as a broken picture.
    expect(app.session.page.getState().fileFailures).toEqual([]);
  });

  test('replaces a file of the same name', async () => {
    const app = await openDialog();
    await app.user.upload(files(), [textFile('a.txt', 'An old one.')]);
    await within(app.dialog).findByText('a.txt');
    const text = '<gdi image1>A <gdo char1>new</gdo> one.</gdi>';
    await app.user.upload(files(), [textFile('a.txt', text)]);
    await within(app.dialog).findByText(`${text.length} characters`);
    await show(app);
    await waitFor(() => expect(story().textContent).toContain('A new one.'));
    expect(story().textContent).not.toContain('old');
  });
});

describe('opening an output', () => {
  test('leaves out a file that the user removed', async () => {
    const app = await openDialog();
    await app.user.upload(files(), [textFile('12_story.txt', storyFile), textFile('12_cot.txt', thought)]);
    await within(app.dialog).findByText('12_cot.txt');
    await app.user.click(screen.getByRole('button', { name: 'Remove 12_cot.txt' }));
    expect(within(app.dialog).getAllByRole('listitem')).toHaveLength(1);
    await show(app);
    await waitFor(() => expect(marked('tag')).toHaveLength(12));
    expect(mention('Ines').dataset['grounded']).toBe('none');
  });

  test('needs a text: otherwise the dialog says so and stays open', async () => {
    const app = await openDialog();
    await app.user.click(completion());
    await app.user.paste('  \n');
    await show(app);
    const alert = await within(app.dialog).findByRole('alert');
    expect(alert.textContent).toBe('There is nothing to show yet. Paste a completion or choose its files.');
  });

  test('reports each unreadable file and takes the others', async () => {
    const app = await openDialog();
    await app.user.upload(files(), [
      textFile('empty.txt', ''),
      new File(['a\0b'], 'a.bin', { type: '' }),
      textFile('good.txt', 'A story.'),
    ]);
    const alert = await within(app.dialog).findByRole('alert');
    expect([...alert.children].map(({ textContent }) => textContent)).toEqual([
      '“a.bin” is not a text file. An output is plain text, such as 12_cot.txt.',
      '“empty.txt” is empty.',
    ]);
    expect(within(app.dialog).getAllByRole('listitem')).toHaveLength(1);
  });

  test('shows a megabyte of garbage as text', async () => {
    const app = openApp();
    const words = '<gdo char1 | ## Image 9\n\n</think> 1,2,3 ';
    const garbage = words.repeat(Math.ceil(1_000_000 / words.length));
    app.session.open({ name: 'garbage', text: garbage });
    await waitFor(() => expect(status()).toBe('Opened from text'));
    await app.user.click(screen.getByRole('tab', { name: 'Raw' }));
    expect(await screen.findByText(/^1,000,\d{3} characters, /)).toBeDefined();
  });
});

describe('the dialog', () => {
  test('closes with Escape and changes nothing', async () => {
    const app = await openDialog();
    await app.user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(app.session.page.getState().run).toBeNull();
    expect(screen.getByRole('button', { name: 'Try the demo' })).toBeDefined();
  });

  test('keeps the pins when Escape closes it', async () => {
    const app = await openDialog(await openOutput(harbour));
    app.session.view.pin(['char1'], null, false);
    await app.user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(app.session.view.store.getState().selection.pinned?.ids).toEqual(['char1']);
  });

  test('returns the focus to the button that opened it, or moves it to the heading of the opened story', async () => {
    const app = await openDialog();
    await app.user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Open an output' })));
    await openDialog(app);
    await app.user.click(completion());
    await app.user.paste(harbour);
    await show(app);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 })));
  });

  test('says that boxes are drawn on empty frames if there are no frames', async () => {
    const { dialog } = await openDialog();
    expect(within(dialog).getByText('There are no frames, so the boxes are drawn on empty frames.')).toBeDefined();
  });

  test('shows the progress of dropped pictures', async () => {
    let read = (): void => {};
    const waiting = new Promise<void>((resolve) => {
      read = resolve;
    });
    const app = await openDialog(
      openApp({ readPicture: async (...given) => waiting.then(async () => readPicture(...given)) }),
    );
    drag(
      'drop',
      app.dialog,
      await pictures([
        [56, 56],
        [56, 56],
      ]),
    );
    await within(app.dialog).findByText('Reading picture 1 of 2 …');
    read();
    await within(app.dialog).findByText('The output is shown with the 2 frames in the filmstrip.');
  });

  test('handles a drop itself, and the page stops showing its drop area', async () => {
    const { dialog } = await openDialog();
    const form = dialog.querySelector('form') ?? dialog;
    const dropped = [textFile('a.txt', harbour)];
    drag('dragover', form, dropped);
    drag('drop', form, dropped);
    await within(dialog).findByText('a.txt');
    await waitFor(() => expect(screen.queryByText('Drop frames, an output or a folder here')).toBeNull());
  });

  test('does not report a file pasted into its field as a broken picture', async () => {
    const app = await openDialog();
    await app.user.click(completion());
    await app.user.paste(dataTransferOf([textFile('a.txt', harbour)]));
    await waitFor(() => expect(app.session.page.getState().adding).toBeNull());
    expect(app.session.page.getState().fileFailures).toEqual([]);
  });
});
