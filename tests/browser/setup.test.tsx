import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { openApp, openOutput, openRun, pictures, status } from '../helpers/app.tsx';
import { field, retype, toldOf } from './setup-form.ts';

describe('the fields', () => {
  test('have their labels and the defaults', () => {
    openApp();
    const values = ['Server URL', 'Model', 'API key', 'Temperature', 'Top-p', 'Max tokens'].map((l) => field(l).value);
    expect(values).toEqual(['http://localhost:8000/v1', 'daniel3303/QwenStoryteller', '', '0.7', '0.9', '8192']);
    for (const label of ['Prompt', 'System prompt']) expect(field(label).value).not.toBe('');
    expect(field('API key').type).toBe('password');
  });

  test('set the values of the next request', async () => {
    const { session, user, model } = openApp();
    for (const [label, text] of [
      ['Model', 'mine'],
      ['Temperature', '1.2'],
      ['API key', 'secret'],
      ['Prompt', 'Tell it.'],
    ] as const) {
      // oxlint-disable-next-line no-await-in-loop -- one field after the other
      await retype(user, label, text);
    }
    await session.frames.add(await pictures([[56, 56]]));
    await user.click(screen.getByRole('button', { name: 'Generate' }));
    const { request } = await model.call(1);
    expect(request).toMatchObject({
      prompt: 'Tell it.',
      server: { model: 'mine', apiKey: 'secret' },
      sampling: { temperature: 1.2 },
    });
    session.stop();
  });

  test.each([
    ['Temperature', '3', 'Temperature must be a number from 0 to 2.'],
    ['Top-p', '0', 'Top-p must be a number above 0 and at most 1.'],
    ['Max tokens', '1.5', 'Max tokens must be a whole number, at least 1.'],
    ['Prompt', ' ', 'The prompt is empty.'],
  ])('%s explains why “%s” is invalid, until the value is valid again', async (label, wrong, sentence) => {
    const { user } = openApp();
    const right = field(label).value;
    expect(field(label).ariaInvalid).toBe('false');
    await user.clear(field(label));
    await user.type(field(label), wrong);
    expect(field(label).ariaInvalid).toBe('true');
    expect(toldOf(label)).toBe(sentence);
    await user.clear(field(label));
    await user.paste(right);
    expect(field(label).ariaInvalid).toBe('false');
    expect(toldOf(label)).toBe('');
  });

  test('Server URL shows the full address, or why the text is invalid', async () => {
    const { user } = openApp();
    await user.clear(field('Server URL'));
    expect(field('Server URL').ariaInvalid).toBe('true');
    await user.type(field('Server URL'), 'localhost:8000');
    expect(field('Server URL').ariaInvalid).toBe('false');
    expect(toldOf('Server URL')).toContain('http://localhost:8000/v1');
    await user.type(field('Server URL'), '/v1/chat/completions');
    expect(field('Server URL').ariaInvalid).toBe('false');
  });

  test('do not reload the page when the user presses Enter', async () => {
    const { user } = openApp();
    await user.type(field('Model'), '2{Enter}');
    expect(field('Model').value).toBe('daniel3303/QwenStoryteller2');
  });
});

describe('a problem before sending', () => {
  test('is an alert above the story until the user dismisses it', async () => {
    const { user } = openApp();
    await user.click(screen.getByRole('button', { name: 'Generate' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('There are no frames yet.');
    expect(alert.textContent).toContain('Add one or more pictures, then press Generate.');
    await user.click(within(alert).getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('leaves the story on the page', async () => {
    const { user } = await openOutput(harbour);
    await user.click(screen.getByRole('button', { name: 'Generate' }));
    const alert = await screen.findByRole('alert');
    const region = screen.getByRole('region', { name: 'Story' });
    expect(region.contains(alert)).toBe(true);
    expect(within(region).getByRole('button', { name: 'the clock tower' })).toBeDefined();
  });
});

describe('the setup above a story', () => {
  test('opens and closes by its button', async () => {
    const { user } = await openOutput(harbour);
    expect(screen.queryByRole('form', { name: 'Setup' })).toBeNull();
    const button = screen.getByRole('button', { name: /^Setup/ });
    await user.click(button);
    expect(button.getAttribute('aria-expanded')).toBe('true');
    expect(field('Server URL').value).toBe('http://localhost:8000/v1');
    await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('form', { name: 'Setup' })).toBeNull();
    expect(button.getAttribute('aria-expanded')).toBe('false');
  });

  test('stays open if the run failed before the first word', async () => {
    const { call } = await openRun();
    await call.end({
      type: 'failed',
      failure: { kind: 'busy', sentence: 'No answer.', said: 'ECONN', advice: 'Start it.', status: 503 },
    });
    await screen.findByRole('form', { name: 'Setup' });
    const alert = screen.getByRole('alert');
    expect(alert.textContent).toContain('No answer.');
    expect(alert.querySelector('blockquote')?.textContent).toBe('ECONN');
    expect(within(alert).getByRole('button', { name: 'Try again' })).toBeDefined();
  });
});

describe('Generate and Stop', () => {
  test('replace each other, and the status shows the phase', async () => {
    const { user, call, clock } = await openRun([
      [56, 56],
      [56, 56],
    ]);
    expect(within(screen.getByRole('banner')).getByRole('status')).toBeDefined();
    await waitFor(() => expect(status()).toBe('Waiting for the server'));
    expect(screen.queryByRole('button', { name: 'Generate' })).toBeNull();
    await call.open();
    await waitFor(() => expect(status()).toBe('The server has the pictures; waiting for the first word'));
    await call.text('<think>\n## Image 2\n');
    clock.frame();
    await waitFor(() => expect(status()).toBe('Thinking: image 2 of 2'));
    await call.text('</think><gdi image1>It was');
    clock.frame();
    await waitFor(() => expect(status()).toBe('Writing: image 1 of 2'));
    clock.advance(41_000);
    await user.click(screen.getByRole('button', { name: 'Stop' }));
    await waitFor(() => expect(status()).toBe('Stopped after 41 s, 2 tokens'));
    expect(screen.getByRole('button', { name: 'Generate' })).toBeDefined();
    const region = screen.getByRole('region', { name: 'Story' });
    expect(region.textContent).toContain('It was');
    expect(within(region).getByText('You stopped the model. The text so far is kept.')).toBeDefined();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('show nothing of the first run during a second one', async () => {
    const app = await openRun();
    await app.call.text(harbour);
    await app.call.end();
    await waitFor(() => expect(status()).toMatch(/^Done in/));
    await app.user.click(screen.getByRole('button', { name: 'Generate' }));
    await app.model.call(2);
    await waitFor(() => expect(document.querySelectorAll('[data-tag], [data-box], [data-row]')).toHaveLength(0));
    expect(screen.getByRole('region', { name: 'Story' }).textContent).not.toContain('Ines');
    app.session.stop();
  });
});
