import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { marked, openOutput, openRun, stage, story } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import type { Call } from '../helpers/scripted-model.ts';

const [thinking = '', telling = ''] = harbour.split('</think>\n');
const TITLE = /Analysing the images|Thought for|What the model found/;
const head = async (): Promise<HTMLElement> => within(story()).findByRole('button', { name: TITLE });
const images = (): string[] =>
  within(story())
    .queryAllByRole('listitem')
    .map(({ textContent }) => textContent);

async function say(app: TestApp & { readonly call: Call }, text: string): Promise<void> {
  await app.call.text(text);
  app.clock.frame();
}

test('the thinking is open while the model thinks, image by image, and folds when the story begins', async () => {
  const app = await openRun();
  const middle = thinking.indexOf('## Image 2');
  await say(app, thinking.slice(0, middle));
  const block = await head();
  expect(block.ariaExpanded).toBe('true');
  expect(block.textContent).toBe('Analysing the images');
  await waitFor(() => expect(images()).toEqual(['Image 1InesTomRed kiteClock tower']));
  await say(app, thinking.slice(middle));
  await waitFor(() => expect(images()).toHaveLength(3));
  expect(images().slice(1)).toEqual(['Image 2Tom', 'Image 3Ines']);
  app.clock.advance(12_400);
  await say(app, `</think>\n${telling.slice(0, 40)}`);
  await waitFor(() => expect(block.ariaExpanded).toBe('false'));
  expect(block.textContent).toBe('Thought for 12 s');
  expect(images()).toEqual([]);
  app.session.stop();
});

test('the thinking stays folded if the user folded it', async () => {
  const app = await openRun();
  const middle = thinking.indexOf('## Image 2');
  await say(app, thinking.slice(0, middle));
  const block = await head();
  await app.user.click(block);
  expect(block.ariaExpanded).toBe('false');
  await say(app, thinking.slice(middle));
  await stage(3);
  expect(block.ariaExpanded).toBe('false');
  app.session.stop();
});

test('the thinking stays open if the user opened it again', async () => {
  const app = await openRun();
  await say(app, thinking);
  const block = await head();
  await app.user.click(block);
  await app.user.click(block);
  expect(block.ariaExpanded).toBe('true');
  await say(app, `</think>\n${telling}`);
  await waitFor(() => expect(marked('section')).toHaveLength(3));
  expect(block.ariaExpanded).toBe('true');
  expect(images()).toHaveLength(3);
  app.session.stop();
});

test('the thinking is folded again for the next story', async () => {
  const { session, user } = await openOutput(harbour);
  const before = await head();
  await user.click(before);
  expect(images()).toHaveLength(3);
  session.open({ name: 'b.txt', text: harbour.replaceAll('Ines', 'Ida') });
  await waitFor(() => expect(story().textContent).toContain('Ida'));
  expect((await head()).ariaExpanded).toBe('false');
});

test('the thinking of an opened output shows no time', async () => {
  await openOutput(harbour);
  expect((await head()).textContent).toBe('What the model found');
});

test('the thinking is absent if the completion has none', async () => {
  await openOutput('<gdi image1>Only words.</gdi>');
  expect(within(story()).queryByRole('button', { name: TITLE })).toBeNull();
});

test('names in the thinking light their boxes, and image headings show their frame', async () => {
  const { session, user } = await openOutput(harbour);
  await user.click(await head());
  const [first] = within(story()).getAllByRole('listitem');
  if (!first) throw new Error('No image');
  await user.hover(within(first).getByText('Red kite'));
  expect(session.view.store.getState().selection.hovered).toEqual({ ids: ['obj1'], frame: 1 });
  await user.unhover(within(first).getByText('Red kite'));
  expect(session.view.store.getState().selection.hovered).toBeNull();
  const [list] = within(story()).getAllByRole('list');
  await user.click(within(list ?? story()).getByRole('button', { name: 'Show image 2' }));
  await stage(2);
  expect(screen.getByText('Image 2', { selector: 'b' })).toBeDefined();
});
