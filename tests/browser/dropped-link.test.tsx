import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { openApp, pictures } from '../helpers/app.tsx';

/** Drags a link over an element and drops it; returns whether the browser would open it in place of the page. */
function dropLink(target: Element, files: readonly File[] = []): boolean {
  const dataTransfer = new DataTransfer();
  dataTransfer.setData('text/uri-list', 'https://example.org/picture.png');
  for (const file of files) dataTransfer.items.add(file);
  const events = ['dragover', 'drop'].map(
    (type) => new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }),
  );
  return events.map((event) => target.dispatchEvent(event)).some((isOpened) => isOpened);
}

test('a link that is dropped on the page does not replace the page', () => {
  const { session } = openApp();
  expect(dropLink(document.body)).toBe(false);
  expect(session.page.getState()).toMatchObject({ frames: [], adding: null });
});

test('a picture that is dragged from another page becomes a frame', async () => {
  openApp();
  expect(dropLink(document.body, await pictures([[56, 56]]))).toBe(false);
  await screen.findByRole('button', { name: /^Frame 1:/ });
});

test('a link that is dropped on a text field is left to the browser, which inserts it', async () => {
  openApp();
  expect(dropLink(await screen.findByLabelText('Server URL'))).toBe(true);
});
