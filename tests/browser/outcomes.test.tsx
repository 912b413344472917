import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { Failure, Outcome } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { openApp, openRun, pictures, status, story } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { demo } from '../helpers/session.ts';
import { buttonsIn } from './setup-form.ts';

const thinking = harbour.slice(0, harbour.indexOf('</think>'));
const telling = harbour.slice(0, harbour.indexOf('she</gdo> lost'));
const KEPT = ' The text so far is kept.';
const failure = (kind: Failure['kind'], said: string | null = null): Failure => ({
  kind,
  sentence: 'It went wrong.',
  said,
  advice: 'Do this.',
  status: null,
});

// Frames that are large enough for the boxes of the story.
const SIZES = [[560, 336]] as const;

/** The notice of the outcome and its buttons, below the story. */
const ending = (): HTMLElement => story().querySelector<HTMLElement>('.sticky')!;
/** The buttons of the outcome, without other buttons of the story. */
const actions = (): (string | null)[] => buttonsIn(ending());

async function endWith(text: string, outcome: Outcome, tokens = 900): Promise<TestApp> {
  const { call, generating, ...app } = await openRun(SIZES);
  await call.open();
  if (text !== '') await call.counted(text, tokens);
  await call.end(outcome);
  await generating;
  await waitFor(() => expect(screen.getByRole('button', { name: 'Generate' })).toBeDefined());
  return app;
}

const GO_ON = ['Continue', 'Regenerate', 'Regenerate the story only'];

describe('a run that ended', () => {
  test.each([
    ['normally', harbour, GO_ON.slice(1)],
    ['normally and without thinking', '<gdi image1>It was.</gdi>', ['Regenerate']],
  ])('%s needs no notice', async (_, text, buttons) => {
    await endWith(text, { type: 'finished' });
    expect(ending().textContent).toBe(buttons.join(''));
    expect(actions()).toEqual(buttons);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  const cases: [string, string, Outcome, number, string, RegExp, string[]][] = [
    [
      'at Max tokens',
      telling,
      { type: 'length' },
      8192,
      `The answer was cut off: it reached the limit of 8,192 tokens.${KEPT}`,
      /^Press Continue to go on from here\. .* raise Max tokens/,
      GO_ON,
    ],
    [
      'at the end of the model’s context',
      telling,
      { type: 'length' },
      6100,
      `The answer was cut off: the model’s context was full after 6,100 tokens.${KEPT}`,
      /--max-model-len, or send fewer or smaller frames\.$/,
      // The notice also has the command that makes the context larger.
      ['Copy', ...GO_ON],
    ],
    [
      'by the server',
      telling,
      { type: 'aborted' },
      900,
      `The server ended the answer before it was done.${KEPT}`,
      /^vLLM does this when it shuts down or goes to sleep\./,
      GO_ON,
    ],
    [
      'because of repetition',
      telling,
      { type: 'repetition' },
      900,
      `StoryLens stopped the model because it repeated itself.${KEPT}`,
      /repetition penalty of 1\.05 to 1\.1 helps/,
      GO_ON,
    ],
    [
      'by a failure during the story',
      telling,
      { type: 'failed', failure: failure('error-event', 'CUDA out of memory') },
      900,
      'It went wrong.',
      /^Do this\.$/,
      GO_ON,
    ],
    [
      'by a failure during the thinking',
      thinking,
      { type: 'failed', failure: failure('connection-lost') },
      900,
      'It went wrong.',
      /^Do this\.$/,
      ['Continue', 'Regenerate'],
    ],
    [
      'by a failure before the first word',
      '',
      { type: 'failed', failure: failure('busy', 'queue full') },
      0,
      'It went wrong.',
      /^Do this\.$/,
      ['Try again'],
    ],
    [
      'by the server before the first word',
      '',
      { type: 'aborted' },
      0,
      'The server ended the answer before it was done.',
      /^vLLM does this/,
      ['Try again'],
    ],
  ];
  test.each(cases)(
    '%s says so at once, and what the user can do',
    async (_, text, outcome, tokens, title, advice, buttons) => {
      await endWith(text, outcome, tokens);
      const alert = within(ending()).getByRole('alert');
      expect(alert.querySelector('p')?.textContent).toBe(title);
      expect(alert.querySelector('blockquote + p, p + p')?.textContent).toMatch(advice);
      expect(alert.querySelector('blockquote')?.textContent ?? null).toBe(
        outcome.type === 'failed' ? outcome.failure.said : null,
      );
      expect(actions()).toEqual(buttons);
      if (text === telling) expect(story().textContent).toContain('Then the boy ran');
    },
  );

  test.each([
    [telling, `You stopped the model.${KEPT}`, 'Press Continue to go on from here.', GO_ON],
    ['', 'You stopped the model.', 'Press Generate to start again.', ['Try again']],
  ])('by Stop is not a failure', async (text, title, advice, buttons) => {
    await endWith(text, { type: 'stopped' });
    expect(within(ending()).getByText(title)).toBeDefined();
    expect(within(ending()).getByText(advice)).toBeDefined();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(actions()).toEqual(buttons);
  });

  const command = (): HTMLDetailsElement => screen.getByText('Server command that fixes this').closest('details')!;

  test('for a reason that other server flags fix offers the command, folded below the reason', async () => {
    const { user } = await endWith(telling, { type: 'length' }, 6100);
    expect(command().open).toBe(false);
    // A flag does not wrap.
    expect(ending().querySelector('code')?.textContent).toBe('--max-model-len');
    expect(ending().querySelector('code')?.getClientRects()).toHaveLength(1);
    await user.click(screen.getByText('Server command that fixes this'));
    expect(command().open).toBe(true);
    expect(within(command()).getByText(/^vllm serve/)).toBeDefined();
  });

  test('before the first word shows the command unfolded', async () => {
    await endWith('', { type: 'failed', failure: failure('too-many-images') }, 0);
    expect(command().open).toBe(true);
  });

  const stumps: Outcome[] = [{ type: 'stopped' }, { type: 'length' }, { type: 'aborted' }, { type: 'repetition' }];
  test.each(stumps)('before anything was complete does not mention Continue: $type', async (outcome) => {
    await endWith('<gdi image1>It was', outcome, 8192);
    expect(actions()).toEqual(['Regenerate']);
    expect(ending().textContent).not.toMatch(/continue/i);
  });
});

describe('a server that was gone', () => {
  const gone: Outcome = { type: 'failed', failure: failure('gone') };
  const look = (name: string): string => within(ending()).getByRole('button', { name }).className;

  async function goneWith(text: string): Promise<TestApp & { readonly comeBack: () => void }> {
    let health: 'refused' | 'ok' = 'refused';
    const { call, generating, ...app } = await openRun(SIZES, { askHealth: async () => health });
    await call.open();
    if (text !== '') await call.counted(text, 900);
    await call.end(gone);
    await generating;
    await waitFor(() => expect(within(ending()).getByRole('alert').textContent).toContain('It went wrong.'));
    return {
      ...app,
      comeBack() {
        health = 'ok';
        app.clock.advance(5000);
      },
    };
  }

  test('must return before Continue becomes the primary button', async () => {
    const { comeBack } = await goneWith(telling);
    expect(actions()).toEqual(GO_ON);
    expect(look('Continue')).toBe(look('Regenerate'));
    comeBack();
    await within(ending()).findByText('The server is back.');
    expect(within(ending()).getByText('The text so far is kept. Press Continue to go on from here.')).toBeDefined();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(look('Continue')).not.toBe(look('Regenerate'));
  });

  test('must return before Try again becomes the primary button', async () => {
    const { comeBack } = await goneWith('');
    const before = look('Try again');
    comeBack();
    await within(ending()).findByText('The server is back.');
    expect(look('Try again')).not.toBe(before);
    expect(actions()).toEqual(['Try again']);
  });
});

describe('the demo', () => {
  async function endDemo(): Promise<TestApp> {
    const frames = (await pictures(SIZES)).map((file) => ({ url: URL.createObjectURL(file), name: file.name }));
    const app = openApp({ loadDemo: async () => ({ ...demo, frames }) });
    await app.user.click(screen.getByRole('button', { name: 'Try the demo' }));
    const call = await app.model.call(1);
    await call.text(telling);
    await call.end({ type: 'stopped' });
    await waitFor(() => expect(status()).toMatch(/^Stopped/));
    return app;
  }

  test('offers only to play it again', async () => {
    const { user, model, session } = await endDemo();
    expect(actions()).toEqual(['Play the demo again']);
    await user.click(within(ending()).getByRole('button', { name: 'Play the demo again' }));
    expect((await model.call(2)).request.kept).toBe('');
    session.stop();
  });

  test('gives way to the user’s own frames', async () => {
    const { session } = await endDemo();
    await session.frames.add(await pictures(SIZES));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Play the demo again' })).toBeNull());
    expect(screen.getByLabelText('Server URL')).toBeDefined();
    expect(screen.getAllByRole('button', { name: /^Frame \d+:/ })).toHaveLength(SIZES.length);
  });

  test('does not mention Continue', async () => {
    await endDemo();
    expect(ending().textContent).not.toMatch(/continue/i);
  });
});
