import '../../src/app/app.css';
import { cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { UserEvent } from '@testing-library/user-event';
import { afterEach, beforeAll, expect } from 'vitest';
import { App } from '../../src/app/App.tsx';
import { loadStrip } from '../../src/features/frames/index.ts';
import { loadSetup } from '../../src/features/setup/index.ts';
import { dataUrl, readPicture } from '../../src/inference/index.ts';
import type { SessionDependencies, Outcome } from '../../src/session/index.ts';
import { SessionProvider } from '../../src/session/react.tsx';
import { createTestSession } from './session.ts';
import type { TestSession } from './session.ts';
import type { Call } from './scripted-model.ts';

beforeAll(async () => {
  // Fonts load when the first text needs them. Without this wait, a test would measure the width of another font.
  const loaded = await Promise.all(
    ['13px "Inter Variable"', '16px "Source Serif 4 Variable"'].map(async (font) => document.fonts.load(font)),
  );
  if (loaded.some((faces) => faces.length === 0)) throw new Error('The page has no such font');
  // Without this wait, each test would have to wait for the parts that load after the first paint.
  await Promise.all([loadSetup(), loadStrip(), import('../../src/features/run/announcements.ts')]);
});
afterEach(cleanup);
configure({
  // The timeout allows for a busy machine. The page's content is left out of error messages.
  asyncUtilTimeout: 8000,
  getElementError: (message) => new Error(message ?? 'Not found'),
  // Finds visible texts, not the texts for screen readers.
  defaultIgnore: 'script, style, [role=log] *',
});

export interface TestApp extends TestSession {
  readonly user: UserEvent;
  readonly container: HTMLElement;
  /** Unmounts the page. */
  readonly unmount: () => void;
}

/**
 * Mounts the whole app as main.tsx does, on a session with the test's clock and model. Pictures are really decoded. Without
 * StrictMode, which renders everything twice; strict-mode.test.tsx repeats the main task with it.
 */
export function openApp(options: Partial<SessionDependencies> = {}): TestApp {
  const made = createTestSession({ readPicture, dataUrl, ...options });
  const { container, unmount } = render(
    <SessionProvider session={made.session}>
      <App />
    </SessionProvider>,
  );
  return { ...made, container, unmount, user: userEvent.setup({ delay: null }) };
}

/** Opens the app with a saved output and one frame for each size. */
export async function openOutput(
  text: string,
  sizes: readonly Size[] = [],
  options: Partial<SessionDependencies> = {},
): Promise<TestApp> {
  const app = openApp(options);
  if (sizes.length > 0) await app.session.frames.add(await pictures(sizes));
  app.session.open({ name: 'output.txt', text });
  await waitFor(story);
  return app;
}

/** Opens the app and starts a run; `generating` resolves when the run has ended. */
export async function openRun(
  sizes: readonly Size[] = [[56, 56]],
  options: Partial<SessionDependencies> = {},
): Promise<TestApp & { readonly call: Call; readonly generating: Promise<void> }> {
  const app = openApp(options);
  await app.session.frames.add(await pictures(sizes));
  const generating = app.session.generate();
  await waitFor(story);
  return { ...app, generating, call: await app.model.call(1) };
}

/** Opens the app with a run that wrote `text` and ended with `outcome`. */
export async function openEnded(
  text: string,
  outcome: Outcome = { type: 'finished' },
  sizes?: readonly Size[],
  options?: Partial<SessionDependencies>,
): Promise<TestApp> {
  const { call, generating, ...app } = await openRun(sizes, options);
  await call.open();
  if (text !== '') await call.text(text);
  await call.end(outcome);
  await generating;
  return app;
}

export type Size = readonly [width: number, height: number];

/** Pictures of these sizes, named `frame-1.png` and so on, each in one dark colour. */
export async function pictures(sizes: readonly Size[]): Promise<File[]> {
  return Promise.all(
    sizes.map(async ([width, height], i) => {
      const canvas = new OffscreenCanvas(width, height);
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('No 2D canvas');
      context.fillStyle = `rgb(${20 + i} 40 60)`;
      context.fillRect(0, 0, width, height);
      return new File([await canvas.convertToBlob()], `frame-${i + 1}.png`, { type: 'image/png' });
    }),
  );
}

/** Files as a drag or a paste of the system contains them. */
export function dataTransferOf(files: readonly File[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  return transfer;
}

/** Dispatches a drag or a drop of files over an element. */
export function drag(type: 'dragover' | 'drop', target: Element, files: readonly File[]): void {
  const init = { bubbles: true, cancelable: true, dataTransfer: dataTransferOf(files) };
  target.dispatchEvent(new DragEvent(type, init));
}

/** All elements with the attribute `data-` and this name. */
export function marked(name: string, within: ParentNode = document): HTMLElement[] {
  return [...within.querySelectorAll<HTMLElement>(`[data-${name}]`)];
}

// These functions search by attribute: in a page with many buttons a search by role takes ten times as long.

/** The story pane. */
export function story(): HTMLElement {
  return one(document, '[role=region][aria-label=Story]');
}

/** The text of the status line. */
export function status(): string {
  return one(document, 'header [role=status]').textContent;
}

/** Waits until the page's live region has this text. */
export const announced = async (text: string): Promise<void> =>
  waitFor(() => expect(document.querySelector('[role=log]')?.textContent).toContain(text));

/** The first mention with this text. */
export function mention(words: string): HTMLElement {
  const found = marked('tag').find(({ textContent }) => textContent === words);
  if (!found) throw new Error(`No mention “${words}”`);
  return found;
}

/** The stage, as soon as it shows this frame. */
export async function stage(frame: number): Promise<HTMLElement> {
  return waitFor(() => one(document, `[data-stage="${frame}"]`));
}

/** The button that stands for a box on the stage, as soon as it exists. */
export async function boxButton(id: string, frame = 1): Promise<HTMLElement> {
  return waitFor(() => one(document, `[data-stage="${frame}"] button[data-box="${id}"]`));
}

/** The dialog of this name, once it can be clicked: while it opens, neither the page nor the dialog accepts pointers. */
export async function openedDialog(name: string): Promise<HTMLElement> {
  const dialog = await screen.findByRole('dialog', { name });
  await waitFor(() => {
    if (getComputedStyle(dialog).pointerEvents !== 'auto') throw new Error(`${name} accepts no pointer`);
  });
  return dialog;
}

/** Resolves when the current state of the page has been painted and its scroll events have been dispatched. */
export async function painted(): Promise<void> {
  for (const _ of [1, 2]) {
    // oxlint-disable-next-line no-await-in-loop -- the first animation frame comes before the paint
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
  }
}

function one(within: ParentNode, selector: string): HTMLElement {
  const found = within.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`No ${selector}`);
  return found;
}
