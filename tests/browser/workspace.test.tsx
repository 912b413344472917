import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { harbour } from '../fixtures/harbour.ts';
import { marked, openApp, openOutput, openRun, pictures, stage, status, story } from '../helpers/app.tsx';

afterEach(async () => page.viewport(1280, 800));

const views = (): (string | null)[] =>
  within(screen.getByRole('tablist', { name: 'Views' }))
    .getAllByRole('tab')
    .map(({ textContent }) => textContent);

describe('the first page', () => {
  test('says what the app is and how to begin', () => {
    openApp();
    expect(screen.getByRole('heading', { level: 1, name: 'See what the model means.' })).toBeDefined();
    expect(screen.getByLabelText('Add frames')).toBeDefined();
    for (const name of ['Try the demo', 'Open an output', 'Generate'])
      expect(screen.getByRole('button', { name })).toBeDefined();
    expect(status()).toBe('Ready');
  });

  test('emphasizes one action: Generate is disabled until there are frames', async () => {
    const { session } = openApp();
    const look = (name: string): string => getComputedStyle(screen.getByRole('button', { name })).backgroundColor;
    const first = look('Try the demo');
    expect(look('Generate')).not.toBe(first);
    await session.frames.add(await pictures([[56, 56]]));
    await waitFor(() => expect(look('Generate')).toBe(first));
  });

  test('plays the demo, with its frames and its title', async () => {
    const frames = (await pictures([[56, 56]])).map((file) => ({ url: URL.createObjectURL(file), name: file.name }));
    const demo = { title: 'The harbour', frames, completion: harbour };
    const { user, clock, model } = openApp({ loadDemo: async () => demo });
    await user.click(screen.getByRole('button', { name: 'Try the demo' }));
    const call = await model.call(1);
    await call.text(harbour);
    clock.frame();
    await waitFor(() => expect(marked('tag')).toHaveLength(12));
    expect(screen.getByRole('heading', { level: 1, name: 'The harbour' })).toBeDefined();
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    expect(await screen.findByRole('button', { name: 'Play the demo again' })).toBeDefined();
    for (const { url } of frames) URL.revokeObjectURL(url);
  });
});

describe('the views', () => {
  test('are next to the story on a wide page', async () => {
    await openOutput(harbour);
    expect(views()).toEqual(['Analysis', 'Identities', 'Audit', 'Numbers', 'Raw']);
    expect(story().getBoundingClientRect().width).toBeGreaterThan(400);
  });

  test('are tabs together with the story on a narrow page', async () => {
    await page.viewport(390, 844);
    const { user } = await openOutput(harbour);
    expect(views()).toEqual(['Story', 'Analysis', 'Identities', 'Audit', 'Numbers', 'Raw']);
    expect(screen.getByRole('tab', { name: 'Story', selected: true })).toBeDefined();
    await user.click(screen.getByRole('tab', { name: 'Analysis' }));
    expect(screen.queryByRole('region', { name: 'Story' })).toBeNull();
    expect(screen.getByRole('table', { name: 'Characters' })).toBeDefined();
    // Nothing overflows, so the page does not scroll sideways.
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    await stage(1);
  });

  test('stay as the user chose while the run continues', async () => {
    const { user, session, clock, call } = await openRun();
    await user.click(screen.getByRole('tab', { name: 'Raw' }));
    await call.text(harbour.slice(0, 900));
    clock.frame();
    await call.text(harbour.slice(900));
    clock.frame();
    await waitFor(() => expect(marked('section')).toHaveLength(3));
    expect(screen.getByRole('tab', { name: 'Raw', selected: true })).toBeDefined();
    await call.end();
    await waitFor(() => expect(status()).toMatch(/^Done/));
    expect(screen.getByRole('tab', { name: 'Raw', selected: true })).toBeDefined();
    session.stop();
  });
});
