import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { startReplay } from '../../scripts/replay/server.mjs';
import { App } from './journey-app.ts';
import { createMortalBrowser } from './kill-browser.ts';
import { KINDS, observe, prepareKill, randomOf, TEXT } from './kill-moments.ts';
import type { Kind, Observed } from './kill-moments.ts';
import { faultsOf, readStored } from './stored-library.ts';
import type { StoredLibrary } from './stored-library.ts';

/** How much text may be missing: what arrived within this time before the kill, and during one write. */
const LOSS_MS = 1000;

/**
 * Kills the page or the whole browser at moments that follow from a seed, in turn, and opens the page again each time. The
 * library must be consistent, and nothing may be missing but the last second of text.
 */
export async function killOften(base: string, count: number, seed: number): Promise<void> {
  const random = randomOf(seed);
  // No answer ends by itself, so that also a kill that comes late interrupts it.
  const fault = { kind: 'stall', after: { chars: TEXT.length - 10 } } as const;
  const replay = await startReplay({ text: TEXT, tokensPerSecond: 400, fault });
  const seen = new Map<Page, Observed>();
  const browser = createMortalBrowser(async (page) => {
    seen.set(page, await observe(page));
  });
  try {
    let page = await browser.newPage();
    await page.goto(base);
    let before = NOTHING;
    for (let number = 0; number < count; number++) {
      const kind = KINDS[(number + 2) % KINDS.length] ?? 'adding';
      const isCrash = (Math.floor(number / KINDS.length) + number) % 2 === 0;
      const title = `kill ${number + 1} of ${count}, seed ${seed}: ${isCrash ? 'the page' : 'the browser'}, ${kind}`;
      // oxlint-disable-next-line no-await-in-loop -- one kill after the other, in one library
      await test.step(title, async () => {
        [page, before] = await killOnce(page, { kind, isCrash, number, before });
      });
    }
  } finally {
    await browser.dispose();
    await replay.close();
  }

  /** Kills a page that shows StoryLens. Returns another one that shows it again, and what is in the library. */
  async function killOnce(page: Page, { kind, isCrash, number, before }: Kill): Promise<[Page, StoredLibrary]> {
    const observed = seen.get(page) ?? { arrived: [], longestWrite: 0 };
    const act = await prepareKill(kind, { page, app: new App(page), server: replay.url, observed, random, number });
    // These begin with a sequence that is saved.
    const ready = kind === 'sorting' || kind === 'deleting' || kind === 'migrating' ? await readStored(page) : before;
    await act();
    if (isCrash) await browser.crash(page);
    else await browser.kill();
    seen.delete(page);

    const back = await browser.newPage();
    // Any file of the origin: the database is read before StoryLens opens it.
    await back.goto(new URL('screenshot-light.webp', base).href);
    const after = await readStored(back);
    if (after.version === 2) {
      await expectWholeMigration(back, base, ready, after);
      await back.goto(base);
      return [back, NOTHING];
    }
    expect(faultsOf(after)).toEqual([]);
    expectKept(kind, ready, after, `${number}-`);
    if (kind === 'thinking' || kind === 'story') expectText(after, ready, observed);
    await back.goto(base);
    await expectShown(new App(back), kind, after);
    const shown = await readStored(back);
    expect(faultsOf(shown)).toEqual([]);
    return [back, shown];
  }
}

interface Kill {
  readonly kind: Kind;
  /** Whether the page is crashed; otherwise the browser is killed. */
  readonly isCrash: boolean;
  readonly number: number;
  readonly before: StoredLibrary;
}

const NOTHING: StoredLibrary = { version: 0, sequences: [], runs: [], entries: [], hashes: {} };

/** What was there before is there, once and unchanged, except for what the action changes. */
function expectKept(kind: Kind, before: StoredLibrary, after: StoredLibrary, names: string): void {
  // StoryLens deletes a run without text when the user leaves it.
  const hasText = (id: string): boolean => before.runs.some((run) => run.id === id && run.completion !== '');
  for (const old of before.sequences) {
    const now = after.sequences.find(({ id }) => id === old.id);
    const sorted = ({ frames }: typeof old): unknown => frames.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    expect(now && sorted(now)).toEqual(sorted(old));
    expect(now?.runs.filter(hasText)).toEqual(old.runs.filter(hasText));
    if (kind !== 'sorting') expect(now?.frames).toEqual(old.frames);
  }
  for (const old of before.runs.filter(({ id }) => hasText(id)))
    expect(after.runs.find(({ id }) => id === old.id)).toEqual(old);
  const live = ({ sequences }: StoredLibrary): number => sequences.filter(({ deletedAt }) => deletedAt === null).length;
  const added = after.sequences.filter(({ id }) => !before.sequences.some((old) => old.id === id));
  expect(added.length).toBeLessThanOrEqual(kind === 'deleting' || kind === 'migrating' || kind === 'sorting' ? 0 : 1);
  if (kind === 'deleting') expect(live(before) - live(after)).toBeLessThanOrEqual(1);
  else expect(live(after)).toBe(live(before) + added.length);
  for (const { frames } of added) {
    if (kind === 'large picture') expect(frames.map(({ name }) => name)).toEqual([`${names}large.png`]);
    else expect(frames.map(({ name }) => name)).toEqual(frames.map((_, i) => `${names}${i + 1}.png`));
  }
}

function expectText(after: StoredLibrary, before: StoredLibrary, { arrived, longestWrite }: Observed): void {
  const [run, ...others] = after.runs.filter(({ id }) => !before.runs.some((old) => old.id === id));
  expect(others).toEqual([]);
  const saved = run?.completion ?? '';
  expect(TEXT.startsWith(saved)).toBe(true);
  const killedAt = arrived.at(-1)?.at ?? 0;
  const due = arrived.findLast(({ at }) => at <= killedAt - LOSS_MS - longestWrite)?.characters ?? 0;
  expect(saved.length).toBeGreaterThanOrEqual(due);
  expect(run?.frames).toHaveLength(3);
}

async function expectShown(app: App, kind: Kind, { sequences }: StoredLibrary): Promise<void> {
  if (kind === 'thinking' || kind === 'story') {
    await expect(app.status).toHaveText('Interrupted: the page was closed');
    await expect(app.tiles).toHaveCount(3);
  }
  const live = sequences.filter(({ deletedAt }) => deletedAt === null).length;
  await app.button('Library').click();
  await expect(app.page.getByRole('main').getByRole('status')).toHaveText(
    `${live} ${live === 1 ? 'sequence' : 'sequences'}`,
  );
}

/** Every run was migrated. StoryLens, which knows only schema 1, says so and changes nothing. Then all is deleted. */
async function expectWholeMigration(
  page: Page,
  base: string,
  before: StoredLibrary,
  after: StoredLibrary,
): Promise<void> {
  expect(after.runs).toEqual(before.runs.map((run) => ({ ...run, migrated: true })));
  expect(after.sequences).toEqual(before.sequences);
  const raw = page.url();
  await page.goto(base);
  await expect(page.getByText(/^A newer version of StoryLens has used this library/).first()).toBeVisible();
  expect(await readStored(page)).toEqual(after);
  await page.goto(raw);
  await page.evaluate(
    async () =>
      new Promise((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase('storylens');
        deleting.addEventListener('success', resolve);
        deleting.addEventListener('error', reject);
      }),
  );
}
