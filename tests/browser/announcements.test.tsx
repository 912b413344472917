import { render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { LiveRegion, Notice, useAnnounce } from '../../src/ui/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { openApp, openEnded, openOutput, openRun, painted, pictures, story } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import type { Call } from '../helpers/scripted-model.ts';

type App = TestApp & { readonly call: Call };

const SIZES = [
  [560, 336],
  [560, 336],
  [560, 336],
] as const;
const SUMMARY = 'The story has 3 images and 12 mentions. 1 mention is not grounded: the nets (bg1).';
const [head = '', ...rest] = harbour.split(/(?=\n## |\n<\/think>|\n<gdi)/);

const region = (): HTMLElement => screen.getByRole('log');

let observer: MutationObserver | null = null;
afterEach(() => {
  observer?.disconnect();
  vi.useRealTimers();
});

/** Collects everything that the region announces from now on, one item per message. */
function hear(): readonly string[] {
  const said: string[] = [];
  observer = new MutationObserver(() => said.push(region().textContent));
  observer.observe(region(), { childList: true, subtree: true, characterData: true });
  return said;
}

/** Adds this text in one commit and lets the page announce it. */
async function come({ call, clock }: App, text: string): Promise<void> {
  await call.text(text);
  clock.frame();
  await painted();
}

test('the region exists before the first announcement, and stays the same element', async () => {
  const { session, call } = await openRun(SIZES);
  const first = region();
  expect(first.getAttribute('aria-live')).toBe('polite');
  expect(getComputedStyle(first).clipPath).not.toBe('none');
  await call.text(harbour);
  await call.end();
  await waitFor(() => expect(region().textContent).toMatch(/^Done in/));
  expect(region()).toBe(first);
  session.stop();
});

test('on the first page the region is empty, and the status line is not announced as well', () => {
  openApp();
  expect(region().textContent).toBe('');
  expect(document.querySelector('header [role=status]')?.getAttribute('aria-live')).toBe('off');
});

describe('a run', () => {
  test('announces each phase and each result once, and not the text itself', async () => {
    const app = await openRun(SIZES);
    await waitFor(() => expect(region().textContent).toBe('Waiting for the server.'));
    const said = hear();
    await app.call.open();
    await painted();
    await come(app, head);
    for (const piece of rest.flatMap((part) => part.split(/(?<=\|\n|\. )/))) await come(app, piece);
    expect(said).toEqual([
      'The server has the pictures; waiting for the first word.',
      'Thinking: image 1 of 3.',
      'Image 1 analysed: 2 characters, 1 object, 1 landmark.',
      'Image 2 analysed: 1 character.',
      'Image 3 analysed: 1 character.',
      'The story begins.',
      'Writing: image 2 of 3.',
      'Writing: image 3 of 3.',
    ]);
    await app.call.end();
    await waitFor(() => expect(region().textContent).toMatch(/^Done in \d+ s, \d+ tokens\. The story has 3 images/));
    expect(region().textContent).toContain(SUMMARY);
    await painted();
    expect(said).toHaveLength(9);
  });

  test('announces a stop in one message: the notice and a summary of the story', async () => {
    const app = await openRun(SIZES);
    await come(app, harbour.slice(0, harbour.indexOf('\n<gdi image2>')));
    const said = hear();
    app.session.stop();
    await app.generating;
    await within(story()).findByText('You stopped the model. The text so far is kept.');
    await painted();
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('You stopped the model. The text so far is kept.');
    expect(said[0]).toContain('The story has 1 image and 6 mentions, all grounded.');
    expect(said[0]).not.toContain('Stopped after');
  });

  test('announces only a summary after a failure, since the alert gives the reason', async () => {
    const failure = { kind: 'busy', sentence: 'Busy.', said: null, advice: 'Wait.', status: 503 } as const;
    const { unmount } = await openEnded(harbour, { type: 'failed', failure }, SIZES);
    expect((await screen.findByRole('alert')).textContent).toContain('Busy.');
    await waitFor(() => expect(region().textContent).toBe(SUMMARY));
    unmount();
    const app = await openRun(SIZES);
    await waitFor(() => expect(region().textContent).toBe('Waiting for the server.'));
    const said = hear();
    await app.call.end({ type: 'failed', failure });
    await screen.findByRole('alert');
    await painted();
    expect(said).toEqual([]);
  });
});

test('an opened output is announced with its contents', async () => {
  await openOutput(harbour);
  await waitFor(() => expect(region().textContent).toBe(`Opened from text. ${SUMMARY}`));
});

describe('a notice', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  });

  test('of a silence is announced once, not with each second', async () => {
    const app = await openRun(SIZES);
    await come(app, '<think>\n## Image 1\n');
    const said = hear();
    function pass(seconds: number): void {
      for (let second = 0; second < seconds; second++) {
        app.clock.advance(1000);
        vi.advanceTimersByTime(1000);
      }
    }
    pass(10);
    await waitFor(() => expect(said).toEqual(['Nothing has arrived for 10 s.']));
    pass(5);
    expect(await screen.findByText('Nothing has arrived for 15 s.')).toBeDefined();
    await painted();
    expect(said).toHaveLength(1);
    // A later silence of the same length is announced again.
    await come(app, '### Characters\n');
    pass(10);
    await waitFor(() => expect(said).toEqual(['Nothing has arrived for 10 s.', 'Nothing has arrived for 10 s.']));
    app.session.stop();
  });

  test('of repetition is announced once, however often the model repeats itself', async () => {
    const app = await openRun(SIZES);
    await come(app, '<gdi image1>');
    const said = hear();
    for (let i = 0; i < 40; i++) {
      await app.call.text('Then she turned round and looked at the grey sea again. ');
      app.clock.frame();
    }
    await screen.findByText(/^The model has repeated itself/);
    await painted();
    expect(said.filter((words) => words.includes('repeated itself'))).toHaveLength(1);
    app.session.stop();
  });

  test('of boxes that do not fit is announced with the summary of the story', async () => {
    const rows = ['100,100,300,300', '600,500,900,950', '10,400,200,800', '50,350,990,700'].map(
      (box, i) => `| obj${i + 1} | Thing | ${box} |\n`,
    );
    const app = await openRun(SIZES);
    await come(app, `<think>\n## Image 1\n| Object ID | Description | Bounding Box |\n|---|---|---|\n${rows.join('')}`);
    const said = hear();
    await come(app, '## Image 2\n');
    expect(said).toHaveLength(1);
    expect(said[0]).toContain('Image 1 analysed: 4 objects.');
    expect(said[0]).toContain('3 of 4 boxes do not fit the sent picture but fit 0–1000.');
    app.session.stop();
  });

  test('of a request that is too long is announced', async () => {
    const models = [{ id: 'daniel3303/QwenStoryteller', root: null, parent: null, contextLength: 4096 }];
    const { session } = openApp({ probe: async () => ({ ok: true, version: '0.15.0', models, roundTrip: 12 }) });
    await session.frames.add(await pictures(SIZES));
    const said = hear();
    await session.check();
    await waitFor(() =>
      expect(said).toEqual([expect.stringMatching(/^The request is [\d,]+ tokens too long for the model/)]),
    );
  });
});

describe('the announcements of one animation frame', () => {
  function Talker(): null {
    const say = useAnnounce();
    talk = say;
    return null;
  }
  let talk: ReturnType<typeof useAnnounce> = () => undefined;

  test('are one message without repeated or empty texts', async () => {
    render(
      <LiveRegion>
        <Talker />
        <Notice kind="failure" title="Bad." />
      </LiveRegion>,
    );
    await painted();
    const said = hear();
    const find = (): string => 'Two.';
    for (const news of ['One.', find, 'One.', find, '']) talk(news);
    await waitFor(() => expect(said).toEqual(['One. Two.']));
    talk('');
    await painted();
    expect(said).toHaveLength(1);
    // A new element, so that screen readers read the same text again.
    const before = region().firstElementChild;
    talk('One. Two.');
    await waitFor(() => expect(region().firstElementChild).not.toBe(before));
    expect(region().textContent).toBe('One. Two.');
  });
});
