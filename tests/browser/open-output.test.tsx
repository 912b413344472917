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

const [thought = '', told = ''] = harbour.replace('<think>\n', '').split('</think>\n');
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

describe('what is opened', () => {
  test('is a completion that was pasted', async () => {
    const app = await openDialog();
    await app.user.click(completion());
    await app.user.paste(harbour);
    await show(app);
    await waitFor(() => expect(marked('tag')).toHaveLength(12));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(status()).toBe('Opened from text');
    await stage(1);
    expect(screen.getByText(/no picture was given/)).toBeDefined();
  });

  test('is two files, which are joined by what they are', async () => {
    const app = await openDialog();
    await app.user.upload(files(), [textFile('12_story.txt', told), textFile('12_cot.txt', thought)]);
    const list = await within(app.dialog).findAllByRole('listitem');
    expect(list.map(({ textContent }) => textContent)).toEqual([
      `12_story.txt${told.length} characters`,
      `12_cot.txt${thought.length.toLocaleString('en')} characters`,
    ]);
    await show(app);
    await waitFor(() => expect(marked('tag')).toHaveLength(12));
    expect(mention('Ines').dataset['grounded']).toBe('here');
    expect(screen.getByText('12_story.txt')).toBeDefined();
  });

  test('is a file that was dropped, and the pictures beside it are its frames', async () => {
    const app = await openDialog();
    const [first, second] = await pictures([
      [560, 336],
      [560, 336],
    ]);
    if (!first || !second) throw new Error('No pictures');
    drag('drop', app.dialog.querySelector('form') ?? app.dialog, [textFile('a.txt', harbour), second, first]);
    await within(app.dialog).findByText('a.txt');
    await within(app.dialog).findByText('It is shown with the 2 frames on the strip.');
    await show(app);
    const on = await stage(1);
    expect(within(on).getByAltText('frame-1.png')).toBeDefined();
    // The page behind the window has not taken the text for a broken picture.
    expect(app.desk.session.getState().fileFailures).toEqual([]);
  });

  test('takes the place of a file of the same name', async () => {
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

describe('what cannot be opened', () => {
  test('is not a file that was left out again', async () => {
    const app = await openDialog();
    await app.user.upload(files(), [textFile('12_story.txt', told), textFile('12_cot.txt', thought)]);
    await within(app.dialog).findByText('12_cot.txt');
    await app.user.click(screen.getByRole('button', { name: 'Leave out 12_cot.txt' }));
    expect(within(app.dialog).getAllByRole('listitem')).toHaveLength(1);
    await show(app);
    await waitFor(() => expect(marked('tag')).toHaveLength(12));
    expect(mention('Ines').dataset['grounded']).toBe('none');
  });

  test('is nothing: that is said, and the window stays', async () => {
    const app = await openDialog();
    await app.user.click(completion());
    await app.user.paste('  \n');
    await show(app);
    expect(within(app.dialog).getByRole('alert').textContent).toBe(
      'There is nothing to show yet. Paste a completion, or choose its files.',
    );
  });

  test('is said in its place, and the others are there', async () => {
    const app = await openDialog();
    await app.user.upload(files(), [
      textFile('empty.txt', ''),
      new File(['a\0b'], 'a.bin', { type: '' }),
      textFile('good.txt', 'A story.'),
    ]);
    const alert = await within(app.dialog).findByRole('alert');
    expect([...alert.children].map(({ textContent }) => textContent)).toEqual([
      '“empty.txt” is empty.',
      '“a.bin” is not a text file. An output is plain text, such as 12_cot.txt.',
    ]);
    expect(within(app.dialog).getAllByRole('listitem')).toHaveLength(1);
  });

  test('a megabyte of garbage is shown as what it is', async () => {
    const app = openApp();
    const words = '<gdo char1 | ## Image 9\n\n</think> 1,2,3 ';
    const garbage = words.repeat(Math.ceil(1_000_000 / words.length));
    app.desk.open([{ name: 'garbage', text: garbage }]);
    await waitFor(() => expect(status()).toBe('Opened from text'));
    await app.user.click(screen.getByRole('tab', { name: 'Raw' }));
    expect(await screen.findByText(/^1,000,\d{3} characters, /)).toBeDefined();
  });
});

describe('the window', () => {
  test('is closed by Escape, and nothing has changed', async () => {
    const app = await openDialog();
    await app.user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(app.desk.session.getState().reading).toBeNull();
    expect(screen.getByRole('button', { name: 'Try the demo' })).toBeDefined();
  });

  test('closed by Escape leaves what is pinned', async () => {
    const app = await openDialog(await openOutput(harbour));
    app.desk.view.pin(['char1'], null, false);
    await app.user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(app.desk.view.store.getState().pinned?.ids).toEqual(['char1']);
  });

  test('gives the focus back to what opened it, and to the heading of the story that it shows', async () => {
    const app = await openDialog();
    await app.user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Open an output' })));
    await openDialog(app);
    await app.user.click(completion());
    await app.user.paste(harbour);
    await show(app);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 })));
  });

  test('says that without frames the boxes are drawn on empty ones', async () => {
    const { dialog } = await openDialog();
    expect(
      within(dialog).getByText('Without frames, its boxes are drawn on empty frames of fitting size.'),
    ).toBeDefined();
  });

  test('says how far the pictures are read that were dropped on it', async () => {
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
    await within(app.dialog).findByText('It is shown with the 2 frames on the strip.');
  });

  test('takes what is dropped on it for itself: the page does not wait for a drop any more', async () => {
    const { dialog } = await openDialog();
    const form = dialog.querySelector('form') ?? dialog;
    const dropped = [textFile('a.txt', harbour)];
    drag('dragover', form, dropped);
    drag('drop', form, dropped);
    await within(dialog).findByText('a.txt');
    await waitFor(() => expect(screen.queryByText('Drop the frames here')).toBeNull());
  });

  test('takes a file that is pasted into its field for no broken picture', async () => {
    const app = await openDialog();
    await app.user.click(completion());
    await app.user.paste(dataTransferOf([textFile('a.txt', harbour)]));
    await waitFor(() => expect(app.desk.session.getState().adding).toBeNull());
    expect(app.desk.session.getState().fileFailures).toEqual([]);
  });
});
