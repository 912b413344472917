import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Demo } from '../../src/session/index.ts';
import { openApp, openEnded, pictures, story } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { demo } from '../helpers/session.ts';

const menu = async (name: string | RegExp): Promise<HTMLElement> => screen.findByRole('button', { name });

/** The demo with a picture that can be decoded. */
async function loadDemo(): Promise<Demo> {
  const [file] = await pictures([[56, 56]]);
  return { ...demo, frames: [{ url: URL.createObjectURL(file as File), name: 'demo.png' }] };
}

/** Plays the demo to its end; `number` counts the requests of the app. */
async function playDemo({ session, model }: TestApp, number: number): Promise<void> {
  const playing = session.playDemo();
  const call = await model.call(number);
  await call.text('The demo.');
  await call.end();
  await playing;
}

test('without a run there is no menu', async () => {
  openApp();
  await screen.findByRole('button', { name: 'Try the demo' });
  expect(screen.queryByRole('button', { name: /^Run \d|^Stories$/ })).toBeNull();
});

test('the menu shows the runs of the sequence, newest first, and switches between them', async () => {
  const { session, user } = await openEnded('First.', { type: 'stopped' });
  session.open({ name: 'second.txt', text: 'Second.' });
  await user.click(await menu('Run 2 of 2'));
  const items = screen.getAllByRole('menuitemradio').map(({ textContent }) => textContent);
  expect(items).toEqual(['Run 2: second.txtsecond.txt', expect.stringMatching(/^Run 1Stopped, \S+, seed \d+$/)]);
  expect(screen.getByRole('menuitemradio', { checked: true }).textContent).toMatch(/^Run 2/);
  await user.click(screen.getByRole('menuitemradio', { name: /^Run 1/ }));
  await waitFor(() => expect(story().textContent).toContain('First.'));
  await menu('Run 1 of 2');
});

test('the menu leads to another sequence, by keyboard', async () => {
  const app = await openEnded('First.', { type: 'finished' }, [[56, 56]], { loadDemo });
  const { user } = app;
  await playDemo(app, 2);
  (await menu('Run 1 of 1')).focus();
  await user.keyboard('{Enter}{End}');
  expect(document.activeElement?.textContent).toBe('frame-1.png1 frame, 1 run');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(story().textContent).toContain('First.'));
});

test('a sequence without runs has a menu that leads back', async () => {
  const app = openApp({ loadDemo });
  const { session, user } = app;
  await playDemo(app, 1);
  await session.frames.add(await pictures([[56, 56]]));
  await user.click(await menu('Stories'));
  await user.click(screen.getByRole('menuitem', { name: /^A short one/ }));
  await waitFor(() => expect(story().textContent).toContain('The demo.'));
});
