import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Failure, FailureKind } from '../../src/session/index.ts';
import { openApp, openEnded, pictures } from '../helpers/app.tsx';
import { healthyServer } from '../helpers/session.ts';
import { scriptedServer } from './scripted-server.ts';
import { form, formButton, retype } from './setup-form.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

/** The command in an element, with its lines joined. */
const commandIn = (element: HTMLElement): string | undefined =>
  within(element)
    .queryByRole('group', { name: 'Serve command' })
    ?.textContent.replaceAll(/ \\\n {2}/g, ' ');

const ORIGIN = `'["${globalThis.origin}"]'`;

describe('the serve command', () => {
  test('fits the current frames and settings', async () => {
    const { user, session } = openApp();
    expect(within(form()).queryByRole('group', { name: 'Serve command' })?.checkVisibility()).toBe(false);
    await user.click(within(form()).getByText('Serve command', { selector: 'summary' }));
    const command = within(form()).getByRole('group', { name: 'Serve command' });
    expect(command.checkVisibility()).toBe(true);
    await session.frames.add(await pictures(Array.from({ length: 17 }, () => [560, 336] as const)));
    await waitFor(() =>
      expect(commandIn(form())).toBe(
        'vllm serve daniel3303/QwenStoryteller --max-model-len 16384' +
          ` --limit-mm-per-prompt '{"image":17}' --mm-processor-kwargs '{"max_pixels":1003520}'` +
          ` --allowed-origins ${ORIGIN}`,
      ),
    );
    session.set({
      model: 'mine',
      maxPixels: 200_704,
      maxTokens: '30000',
      serverUrl: 'http://gpu:9000',
      apiKey: 'secret',
    });
    await waitFor(() => expect(commandIn(form())).toContain('vllm serve mine --max-model-len 65536'));
    expect(commandIn(form())).toContain(`'{"max_pixels":200704}'`);
    expect(commandIn(form())).toContain('--port 9000');
    // The command does not contain the key itself, since users paste the command elsewhere.
    expect(commandIn(form())).toContain('--api-key "$VLLM_API_KEY"');
    expect(form().textContent).not.toContain('secret');
  });

  test.each([
    ['0.8.4', 'image=1'],
    ['0.8.5', `'{"image":1}'`],
    [null, `'{"image":1}'`],
  ])('has the syntax of vLLM %s', async (version, limit) => {
    const { user } = openApp({ probe: scriptedServer({ ...healthyServer, version }).probe });
    await user.click(formButton('Check'));
    await waitFor(() => expect(commandIn(form())).toContain(`--limit-mm-per-prompt ${limit} `));
  });

  test('is copied completely', async () => {
    const { user } = openApp();
    await user.click(within(form()).getByText('Serve command', { selector: 'summary' }));
    const copy = within(form()).getByRole('button', { name: 'Copy' });
    await user.click(copy);
    await waitFor(() => expect(copy.textContent).toBe('Copied'));
    const text = await navigator.clipboard.readText();
    expect(text).toBe(within(form()).getByRole('group', { name: 'Serve command' }).textContent);
    expect(text).toMatch(/^vllm serve daniel3303\/QwenStoryteller \\\n {2}--max-model-len/);
    // After a change the command is another one, which is not copied yet.
    await retype(user, 'Model', 'other');
    expect(copy.textContent).toBe('Copy');
  });

  test('is selected for copying by hand if the browser does not allow the page to copy', async () => {
    const { user } = openApp();
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('No', 'NotAllowedError'));
    await user.click(within(form()).getByText('Serve command', { selector: 'summary' }));
    await user.click(within(form()).getByRole('button', { name: 'Copy' }));
    const command = within(form()).getByRole('group', { name: 'Serve command' });
    await waitFor(() => expect(getSelection()?.toString()).toBe(command.textContent));
    expect(within(form()).getByRole('button', { name: 'Copy' })).toBeDefined();
  });
});

describe('a failed run offers the command', () => {
  const CURED = 'that cures it';
  const NOT = 'where it would: not here';
  test.each([
    ['too-many-images', CURED],
    ['too-long', CURED],
    ['unknown-model', CURED],
    ['server-error', CURED],
    ['hidden', CURED],
    ['cors', CURED],
    ['unauthorized', NOT],
    ['busy', NOT],
    ['wrong-path', NOT],
    ['connection-lost', NOT],
    ['mixed-content', NOT],
  ] satisfies [FailureKind, string][])('%s: %s', async (kind, expected) => {
    const failure: Failure = { kind, sentence: 'It.', said: null, advice: 'Do.', status: null };
    await openEnded('', { type: 'failed', failure });
    const alert = await screen.findByRole('alert');
    expect(commandIn(alert) === undefined ? NOT : CURED).toBe(expected);
  });
});
