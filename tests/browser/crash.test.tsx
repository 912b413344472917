import { screen, waitFor, within } from '@testing-library/react';
import Konva from 'konva';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { setDoc } from '../../src/session/docs.ts';
import type { Session, Frame, Run } from '../../src/session/index.ts';
import { readingOf } from '../helpers/session.ts';
import { marked, openApp, openEnded, openOutput, openRun, stage, status, story } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { harbour } from '../fixtures/harbour.ts';
import { canvasOn } from './stage-ink.ts';

// React writes each crash to the console, which is right for a user's bug report and noise here.
beforeEach(() => {
  vi.spyOn(console, 'error').mockReturnValue();
});
afterEach(() => vi.restoreAllMocks());

type Doc = ReturnType<typeof readingOf>['doc'];

/** Changes the record of the run on the page. */
function changeRun(session: Session, change: Partial<Run>): void {
  const { id } = readingOf(session);
  const run = session.records.getState().runs[id];
  if (run !== undefined) session.commit({ runs: { [id]: { ...run, ...change } } });
}

/** Changes the frames of the only sequence. */
function changeFrames(session: Session, frames: readonly Frame[]): void {
  const [sequence] = Object.values(session.records.getState().sequences);
  if (sequence !== undefined) session.commit({ sequences: { [sequence.id]: { ...sequence, frames } } });
}

/** Puts a document into the session that no parser makes. */
function breakDoc({ session }: TestApp, broken: (doc: Doc) => unknown): void {
  const { id, completion, doc } = readingOf(session);
  setDoc({ id, completion }, { ...doc, ...(broken(doc) as Partial<Doc>) });
  // A change of the record makes the page read the document again.
  changeRun(session, {});
}

const withoutText = (doc: Doc): unknown => ({
  story: doc.story.map((frame) => ({ ...frame, spans: frame.spans.map((span) => ({ ...span, text: null })) })),
});
const withoutNotes = (doc: Doc): unknown => ({
  analyses: doc.analyses.map((analysis) => ({ ...analysis, notes: null })),
});

async function crashOf(pane: string): Promise<ReturnType<typeof within>> {
  return within(await screen.findByRole('alert', { name: `The ${pane} pane crashed.` }));
}

const reload = { name: 'Reload this pane' };

describe('a crash in one pane', () => {
  test('of the story leaves the run and the other panes alone, and a reload brings the story back', async () => {
    const app = await openRun();
    const { user, clock, call, generating } = app;
    await call.open();
    await call.text(harbour.slice(0, -300));
    clock.frame();
    await waitFor(() => expect(marked('section').length).toBeGreaterThan(0));
    const { doc } = readingOf(app.session);
    breakDoc(app, withoutText);
    const crash = await crashOf('story');
    expect(screen.getByRole('tab', { name: 'Analysis' })).toBeDefined();
    await stage(1);
    // The parser goes on from its own document.
    breakDoc(app, () => doc);
    await call.text(harbour.slice(-300));
    clock.frame();
    await call.end();
    await generating;
    expect(readingOf(app.session).completion).toBe(harbour);
    await waitFor(() => expect(status()).toMatch(/^Done/));
    await user.click(crash.getByRole('button', reload));
    expect(marked('section')).toHaveLength(3);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('of the picture, whose canvas throws', async () => {
    const broken = vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(() => {
      throw new Error('No context');
    });
    const { user } = await openOutput(harbour, [[560, 336]]);
    const crash = await crashOf('picture');
    expect(story().textContent).toContain('Ines watched the clock tower');
    broken.mockRestore();
    await user.click(crash.getByRole('button', reload));
    const on = await stage(1);
    await waitFor(() => canvasOn(on));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('of what is drawn on the canvas, which React renders as a tree of its own', async () => {
    const broken = vi.spyOn(Konva.Layer.prototype, 'add').mockImplementation(() => {
      throw new Error('No room');
    });
    const { user } = await openOutput(harbour, [[560, 336]]);
    const crash = await crashOf('picture');
    broken.mockRestore();
    await user.click(crash.getByRole('button', reload));
    await waitFor(async () => canvasOn(await stage(1)));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('of the tables leaves the other tabs', async () => {
    const app = await openOutput(harbour);
    const { doc } = readingOf(app.session);
    breakDoc(app, withoutNotes);
    await crashOf('analysis');
    await app.user.click(screen.getByRole('tab', { name: 'Raw' }));
    expect(await screen.findByRole('button', { name: 'Copy' })).toBeDefined();
    await app.user.click(screen.getByRole('tab', { name: 'Analysis' }));
    const crash = await crashOf('analysis');
    breakDoc(app, () => doc);
    await app.user.click(crash.getByRole('button', reload));
    expect(screen.getByRole('table', { name: 'Characters' })).toBeDefined();
  });

  test('of the filmstrip', async () => {
    const { session, user } = await openEnded(harbour, { type: 'finished' });
    const { frames } = session.page.getState();
    // Only the filmstrip shows a frame that was added after the run.
    const broken = {
      id: 'broken',
      get name(): string {
        throw new Error('No name');
      },
    };
    changeFrames(session, [broken as never]);
    const crash = await crashOf('filmstrip');
    changeFrames(session, frames);
    await user.click(crash.getByRole('button', reload));
    expect(screen.getByRole('region', { name: 'Filmstrip' })).toBeDefined();
  });

  test('of the setup on the first page leaves the demo button', async () => {
    const { session, user } = openApp();
    // React cannot show an object as a name.
    const name = {} as never;
    session.saveRecipe(name);
    const crash = await crashOf('setup');
    expect(screen.getByRole('button', { name: 'Try the demo' })).toBeDefined();
    // There is no completion yet.
    expect(crash.queryByRole('button', { name: 'Copy the completion' })).toBeNull();
    session.deleteRecipe(name);
    await user.click(crash.getByRole('button', reload));
    expect(await screen.findByLabelText('Server URL')).toBeDefined();
  });
});

describe('the completion of a crashed pane', () => {
  test('is copied as it is at the click', async () => {
    const copy = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    const app = await openOutput(harbour);
    breakDoc(app, withoutText);
    const crash = await crashOf('story');
    await app.user.click(crash.getByRole('button', { name: 'Copy the completion' }));
    expect(copy).toHaveBeenCalledWith(harbour);
    expect(await crash.findByText('Copied')).toBeDefined();
  });

  test('is shown where the browser does not allow copying', async () => {
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('No'));
    const app = await openOutput(harbour);
    breakDoc(app, withoutText);
    const crash = await crashOf('story');
    await app.user.click(crash.getByRole('button', { name: 'Copy the completion' }));
    const shown = await crash.findByRole('group', { name: 'Completion' });
    expect(shown.textContent).toBe(harbour);
  });
});

describe('a crash of the whole page', () => {
  test('keeps the run going, and a reload brings the page back', async () => {
    const app = await openRun();
    const { user, session, clock, call, generating } = app;
    await call.open();
    await call.text(harbour.slice(0, 900));
    clock.frame();
    await waitFor(() => expect(readingOf(session).completion).not.toBe(''));
    session.view.choose({ overlay: 'keys' });
    changeRun(session, { title: {} as never });
    const crash = within(await screen.findByRole('alert', { name: 'The page crashed.' }));
    expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull();
    await call.text(harbour.slice(900));
    clock.frame();
    await call.end();
    await generating;
    const copy = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    await user.click(crash.getByRole('button', { name: 'Copy the completion' }));
    expect(copy).toHaveBeenCalledWith(harbour);
    changeRun(session, { title: null });
    await user.click(crash.getByRole('button', { name: 'Reload the page view' }));
    await waitFor(() => expect(marked('section')).toHaveLength(3));
    // A window that crashes with the page would crash it again.
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
