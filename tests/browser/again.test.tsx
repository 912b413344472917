import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { marked, openEnded, status, story } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { readingOf } from '../helpers/session.ts';

const [first = ''] = harbour.split('<gdo char1>she</gdo> lost');
const mid = first.slice(0, first.indexOf('Pulls a string'));

const press = async ({ user }: TestApp, name: string): Promise<void> =>
  user.click(await within(story()).findByRole('button', { name }));

function seeds(): () => number {
  let seed = 100;
  return () => seed++;
}

async function openBroken(text = first): Promise<TestApp> {
  return openEnded(
    text,
    { type: 'length' },
    [
      [56, 56],
      [112, 56],
    ],
    { seed: seeds() },
  );
}

test.each([
  ['the story after its last complete sentence', first, first.slice(0, first.indexOf('.\n</gdi>') + 10)],
  ['the thinking after its last complete line', mid, mid.slice(0, mid.lastIndexOf('\n') + 1)],
])('Continue goes on in %s', async (_, text) => {
  const app = await openBroken(text);
  await press(app, 'Continue');
  const [asked, again] = [app.model.calls[0]!.request, (await app.model.call(2)).request];
  expect(again.kept.length).toBeGreaterThan(0);
  expect(text.startsWith(again.kept)).toBe(true);
  expect(text.slice(again.kept.length)).not.toContain('\n');
  expect(again.pictures).toEqual(asked.pictures);
  expect(again).toMatchObject({ prompt: asked.prompt, systemPrompt: asked.systemPrompt });
  expect([asked.sampling.seed, again.sampling.seed]).toEqual([100, 101]);
  // The kept text does not move while the page waits for more.
  await waitFor(() => expect(status()).toBe('Waiting for the server'));
  expect(readingOf(app.session).completion).toBe(again.kept);
  expect(screen.getByRole('button', { name: 'Stop' })).toBeDefined();
  app.session.stop();
});

test('Continue makes one story of both requests', async () => {
  const app = await openBroken();
  await waitFor(() => expect(marked('section')).toHaveLength(2));
  await press(app, 'Continue');
  const call = await app.model.call(2);
  await call.text(harbour.slice(call.request.kept.length));
  await call.end();
  await waitFor(() => expect(status()).toMatch(/^Done in/));
  expect(readingOf(app.session).completion).toBe(harbour);
  expect(story().textContent).toContain('she lost sight of him behind the nets');
});

test('Regenerate writes another story about the same frames, with another seed', async () => {
  const app = await openBroken(harbour);
  app.session.frames.remove(app.session.page.getState().frames[0]?.id ?? '');
  await press(app, 'Regenerate');
  const [asked, again] = [app.model.calls[0]!.request, (await app.model.call(2)).request];
  expect(again).toEqual({ ...asked, sampling: { ...asked.sampling, seed: 101 } });
  await waitFor(() => expect(marked('section')).toHaveLength(0));
  app.session.stop();
});

test('Regenerate the story only keeps every character of the thinking', async () => {
  const app = await openBroken(harbour);
  await press(app, 'Regenerate the story only');
  const call = await app.model.call(2);
  expect(call.request.kept).toBe(harbour.slice(0, harbour.indexOf('<gdi image1>')));
  await waitFor(() => expect(marked('section')).toHaveLength(0));
  await call.text('<gdi image1>\nAnother <gdo char1>story</gdo>.\n</gdi>\n');
  await call.end();
  await waitFor(() => expect(status()).toMatch(/^Done in/));
  expect(story().textContent).toContain('Another story.');
  expect(readingOf(app.session).doc.analyses).toHaveLength(3);
  await press(app, 'Back to the previous story');
  await waitFor(() => expect(story().textContent).toContain('the clock tower'));
});

test('Try again sends the current frames, and a button leads back to the previous story', async () => {
  const app = await openEnded(harbour, undefined, undefined, { seed: seeds() });
  await app.user.click(await screen.findByRole('button', { name: 'Generate' }));
  const call = await app.model.call(2);
  await call.end({ type: 'stopped' });
  await press(app, 'Try again');
  const again = await app.model.call(3);
  expect(again.request.kept).toBe('');
  await again.end({ type: 'stopped' });
  await press(app, 'Back to the previous story');
  await waitFor(() => expect(marked('section')).toHaveLength(3));
  expect(within(story()).queryByRole('button', { name: 'Back to the previous story' })).toBeNull();
  expect(status()).toMatch(/^Done in/);
});

test('Continue without a new word changes nothing, and can be tried again', async () => {
  const app = await openBroken();
  const { completion } = readingOf(app.session);
  await press(app, 'Continue');
  const call = await app.model.call(2);
  await call.end({
    type: 'failed',
    failure: { kind: 'busy', sentence: 'Busy.', said: null, advice: 'Wait.', status: 503 },
  });
  await screen.findByText('Busy.');
  expect(readingOf(app.session).completion).toBe(completion);
  await press(app, 'Continue');
  expect((await app.model.call(3)).request.kept).toBe(call.request.kept);
  app.session.stop();
});
