import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { drag, marked, openApp, openedDialog, pictures, stage } from '../helpers/app.tsx';

const textFile = (name: string, text: string): File => new File([text], name, { type: 'text/plain' });

function dropText(text: string, isOwn = false): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.setData('text/plain', text);
  if (isOwn) document.body.dispatchEvent(new DragEvent('dragstart', { bubbles: true, dataTransfer }));
  document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }));
}

test('an output that is dropped on the page is shown, with pictures that come with it', async () => {
  openApp();
  const [frame] = await pictures([[560, 336]]);
  drag('drop', document.body, [textFile('a.txt', harbour), frame as File]);
  await waitFor(() => expect(marked('tag')).toHaveLength(12));
  expect(within(await stage(1)).getByAltText('frame-1.png')).toBeDefined();
});

test('several outputs that are dropped on the page are offered to choose from', async () => {
  openApp();
  drag('drop', document.body, [textFile('a.txt', harbour), textFile('b.txt', harbour)]);
  const dialog = await openedDialog('Open an output');
  await within(dialog).findByRole('combobox', { name: 'Sample (2 found)' });
});

test('a dropped text is shown if it is an output', async () => {
  const { session } = openApp();
  dropText(harbour);
  await waitFor(() => expect(marked('tag')).toHaveLength(12));
  const { run } = session.page.getState();
  dropText('Only some words.');
  dropText(harbour, true);
  await screen.findByText('dropped text');
  expect(session.page.getState().run).toBe(run);
});

test('the pictures of a second output do not mix with those of the first', async () => {
  const { session } = openApp();
  for (const count of [2, 1]) {
    const frames = await pictures(Array.from({ length: count }, () => [560, 336] as const));
    drag('drop', document.body, [textFile('a.txt', harbour), ...frames]);
    await waitFor(() => expect(session.page.getState().run?.frames).toHaveLength(count));
  }
});
