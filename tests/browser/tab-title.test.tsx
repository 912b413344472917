import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { dataUrl } from '../../src/inference/index.ts';
import type { Outcome } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { openApp, openOutput, openRun, pictures, status, story } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import type { Call } from '../helpers/scripted-model.ts';
import { hideTab } from './hidden.ts';
import { form } from './setup-form.ts';

const WISH = 'Notify me when a run ends in the background';

describe('the title of the page', () => {
  test('has the phase of the run, and only the name without a run', async () => {
    let read = (): void => {};
    const waiting = new Promise<void>((resolve) => {
      read = resolve;
    });
    const { session, model, clock } = openApp({ dataUrl: async (blob) => waiting.then(async () => dataUrl(blob)) });
    const titled = async (title: string): Promise<void> => waitFor(() => expect(document.title).toBe(title));
    await titled('StoryLens');
    await session.frames.add(
      await pictures([
        [56, 56],
        [56, 56],
      ]),
    );
    expect(document.title).toBe('StoryLens');
    const generating = session.generate();
    await titled('Preparing the pictures · StoryLens');
    read();
    const call = await model.call(1);
    await titled('Waiting for the server · StoryLens');
    await call.open();
    await titled('The server has the pictures; waiting for the first word · StoryLens');
    await call.text('<think>\n## Image 2\n');
    clock.frame();
    await titled('Thinking: image 2 of 2 · StoryLens');
    await call.text('</think><gdi image1>It was');
    clock.frame();
    await titled('Writing: image 1 of 2 · StoryLens');
    clock.advance(41_000);
    await call.end();
    await generating;
    await titled('Done in 41 s, 2 tokens · StoryLens');
    // The title reports what StoryLens does; users know by themselves that they opened an output.
    session.open({ name: 'a.txt', text: harbour });
    await titled('StoryLens');
  });

  test('is only the name while the page shows an opened output', async () => {
    await openOutput(harbour);
    expect(document.title).toBe('StoryLens');
  });
});

/** Replaces the browser's notifications: collects them, and holds the permission. */
const system = { permission: 'granted' as NotificationPermission, answer: 'granted' as NotificationPermission };
const shown: (EventTarget & { readonly title: string; readonly options: NotificationOptions })[] = [];
const asked = vi.fn<() => void>();

class FakeNotification extends EventTarget {
  readonly title: string;
  readonly options: NotificationOptions;

  constructor(title: string, options: NotificationOptions) {
    super();
    this.title = title;
    this.options = options;
    shown.push(this);
  }

  static get permission(): NotificationPermission {
    return system.permission;
  }

  static async requestPermission(): Promise<NotificationPermission> {
    asked();
    system.permission = system.answer;
    return system.answer;
  }
}

beforeEach(() => {
  vi.stubGlobal('Notification', FakeNotification);
  Object.assign(system, { permission: 'granted', answer: 'granted' });
  shown.length = 0;
  asked.mockClear();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function openWished(
  notify = true,
): Promise<TestApp & { readonly call: Call; readonly generating: Promise<void> }> {
  const app = await openRun();
  app.session.prefer({ notify });
  await app.call.open();
  await app.call.text('<gdi image1>It was. ');
  app.clock.frame();
  await waitFor(() => expect(status()).toMatch(/^Writing/));
  return app;
}

/** Ends the run and waits until the page shows it. */
async function endRun({ call, generating }: Awaited<ReturnType<typeof openWished>>, outcome?: Outcome): Promise<void> {
  await call.end(outcome);
  await generating;
  await within(story()).findByRole('button', { name: 'Regenerate' });
}

describe('the notification', () => {
  const failure = { kind: 'busy', sentence: 'Busy.', said: null, advice: 'Wait.', status: 503 } as const;
  const ends: [Outcome, string][] = [
    [{ type: 'finished' }, 'Done in 41 s, 1 token'],
    [{ type: 'length' }, 'Cut off after 41 s, 1 token'],
    [{ type: 'failed', failure }, 'Failed after 41 s, 1 token'],
  ];
  test.each(ends)('reports the end of a run to a user in another tab: %o', async (outcome, body) => {
    const app = await openWished();
    app.clock.advance(41_000);
    hideTab();
    expect(shown).toHaveLength(0);
    await endRun(app, outcome);
    expect(shown).toMatchObject([{ title: 'StoryLens', options: { body, tag: 'StoryLens' } }]);
  });

  test('brings the user back to the page', async () => {
    const focus = vi.spyOn(globalThis, 'focus').mockImplementation(() => {});
    const app = await openWished();
    hideTab();
    await endRun(app);
    expect(focus).not.toHaveBeenCalled();
    shown[0]?.dispatchEvent(new Event('click'));
    expect(focus).toHaveBeenCalledOnce();
  });

  test('is not sent while the page is visible', async () => {
    const app = await openWished();
    await endRun(app);
    expect(shown).toHaveLength(0);
  });

  test('is not sent unless the user chose it', async () => {
    const app = await openWished(false);
    hideTab();
    await endRun(app);
    expect(shown).toHaveLength(0);
  });

  test('is not sent without permission', async () => {
    system.permission = 'denied';
    const app = await openWished();
    hideTab();
    await endRun(app);
    expect(shown).toHaveLength(0);
  });

  test('is not sent for a run that another run replaced, nor when the page closes', async () => {
    const app = await openWished();
    hideTab();
    void app.session.generate();
    await app.model.call(2);
    await waitFor(() => expect(status()).toBe('Waiting for the server'));
    app.unmount();
    expect(shown).toHaveLength(0);
    app.session.stop();
  });
});

describe('the checkbox for notifications', () => {
  const wish = (): HTMLElement => within(form()).getByRole('checkbox', { name: WISH });
  const wished = ({ session }: TestApp): boolean => session.page.getState().preferences.notify;

  test('asks for permission after the click', async () => {
    system.permission = 'default';
    const app = openApp();
    expect(wish()).toHaveProperty('checked', false);
    expect(asked).not.toHaveBeenCalled();
    await app.user.click(wish());
    expect(asked).toHaveBeenCalledOnce();
    expect(wish()).toHaveProperty('checked', true);
    expect(wished(app)).toBe(true);
    await app.user.click(wish());
    expect(wished(app)).toBe(false);
    expect(asked).toHaveBeenCalledOnce();
  });

  test.each([
    ['refused now', 'default', 'denied'],
    ['refused before', 'denied', 'denied'],
    ['not answered', 'default', 'default'],
  ] as const)('is unchecked again if the permission is %s', async (_, permission, answer) => {
    Object.assign(system, { permission, answer });
    const app = openApp();
    await app.user.click(wish());
    await waitFor(() => expect(wish()).toHaveProperty('checked', false));
    expect(wished(app)).toBe(false);
  });

  test('is absent in a browser without notifications', () => {
    vi.unstubAllGlobals();
    const own = Object.getOwnPropertyDescriptor(globalThis, 'Notification')!;
    Reflect.deleteProperty(globalThis, 'Notification');
    openApp();
    expect(screen.queryByRole('checkbox', { name: WISH })).toBeNull();
    Object.defineProperty(globalThis, 'Notification', own);
  });
});
