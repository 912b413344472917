import { randomBytes } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect } from '@playwright/test';
import { App } from './journey-app.ts';
import { frames, png } from './journey-pictures.ts';
import type { GivenFile } from './journey-pictures.ts';
import { thinkOf, longStory } from './long-story.ts';
import { readStored } from './stored-library.ts';

/** What the page does when it is killed. */
export const KINDS = ['adding', 'sorting', 'thinking', 'story', 'large picture', 'deleting', 'migrating'] as const;
export type Kind = (typeof KINDS)[number];

export const TEXT = longStory(3);
const THINKING = thinkOf(3).length;

/** A number from 0 up to 1; the next one at each call. */
export type Random = () => number;

/** Numbers that follow from a seed (mulberry32). */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** How much text has arrived, and how long the writes took, by the clock of the page. */
export interface Observed {
  readonly arrived: { readonly characters: number; readonly at: number }[];
  /** Milliseconds. */
  longestWrite: number;
}

/** Makes a page report the text of answers as it arrives, and its writes of runs. */
export async function observe(page: Page): Promise<Observed> {
  const observed: Observed = { arrived: [], longestWrite: 0 };
  page.on('console', (message) => {
    const [what, first, second] = message.text().split(' ');
    if (what === 'arrived') observed.arrived.push({ characters: Number(first), at: Number(second) });
    if (what === 'wrote') observed.longestWrite = Math.max(observed.longestWrite, Number(first));
  });
  await page.addInitScript(() => {
    const fetchAsEver = window.fetch.bind(window);
    window.fetch = async (input, init) => {
      const response = await fetchAsEver(input, init);
      const url = input instanceof Request ? input.url : String(input);
      if (!url.endsWith('/chat/completions') || response.body === null) return response;
      const decoder = new TextDecoder();
      let [rest, characters] = ['', 0];
      const counted = response.body.pipeThrough(
        new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
          transform(chunk, controller) {
            controller.enqueue(chunk);
            const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
            rest = lines.pop() ?? '';
            for (const line of lines) {
              if (!line.startsWith('data: {')) continue;
              const event = JSON.parse(line.slice(6)) as {
                readonly choices?: readonly { readonly delta?: { readonly content?: string } }[];
              };
              characters += event.choices?.[0]?.delta?.content?.length ?? 0;
            }
            console.debug(`arrived ${characters} ${performance.now()}`);
          },
        }),
      );
      return new Response(counted, response);
    };
    // oxlint-disable-next-line typescript/unbound-method -- it is called with its database below
    const transactionAsEver = IDBDatabase.prototype.transaction;
    IDBDatabase.prototype.transaction = function transaction(stores, mode, options) {
      const made = transactionAsEver.call(this, stores, mode, options);
      const began = performance.now();
      if (mode === 'readwrite') {
        made.addEventListener('complete', () => console.debug(`wrote ${performance.now() - began}`));
      }
      return made;
    };
  });
  return observed;
}

interface Scene {
  readonly page: Page;
  readonly app: App;
  readonly server: string;
  readonly observed: Observed;
  readonly random: Random;
  /** Distinguishes the pictures of this kill from all others. */
  readonly number: number;
}

/** Prepares the page for a kind of kill. The result starts the action, and resolves at the moment of the kill. */
export async function prepareKill(kind: Kind, scene: Scene): Promise<() => Promise<void>> {
  const { page, app, random, observed, number } = scene;
  const given = (count: number): GivenFile[] =>
    Array.from({ length: count }, (_, i) =>
      png(`${number}-${i + 1}.png`, [(40 * i) % 256, number % 256, Math.floor(number / 256)]),
    );
  const later = async (most: number): Promise<void> =>
    new Promise((resolve) => {
      setTimeout(resolve, random() * most);
    });
  /** The action goes on while the page dies, so its failure means nothing. */
  const begin = (action: Promise<unknown>): void => void action.catch(() => null);
  await startNew(app);
  switch (kind) {
    case 'adding':
      return async () => {
        begin(app.add(given(5)));
        await later(500);
      };
    case 'large picture': {
      const large = noise(`${number}-large.png`);
      return async () => {
        begin(app.add([large]));
        await later(1500);
      };
    }
    case 'sorting': {
      await app.add(given(4));
      await expectSaved(page, `${number}-1.png`, 4);
      return async () => {
        begin(sortByKeys(app));
        await later(500);
      };
    }
    case 'thinking':
    case 'story': {
      const from = kind === 'thinking' ? 300 : THINKING;
      const to = kind === 'thinking' ? THINKING : TEXT.length - 100;
      const wanted = from + random() * (to - from);
      await app.add(given(3));
      await expectSaved(page, `${number}-1.png`, 3);
      await page.getByLabel('Server URL').fill(scene.server);
      return async () => {
        await app.generate.click();
        await expect.poll(() => observed.arrived.at(-1)?.characters ?? 0, { intervals: [10] }).toBeGreaterThan(wanted);
      };
    }
    case 'deleting': {
      await app.add(given(1));
      await expectSaved(page, `${number}-1.png`, 1);
      await app.button('Library').click();
      const rows = page.getByRole('list', { name: 'Sequences' }).getByRole('button', { name: /^Delete / });
      await expect(rows.first()).toBeVisible();
      const row = rows.nth(Math.floor(random() * (await rows.count())));
      return async () => {
        begin(row.click());
        await later(150);
      };
    }
    case 'migrating':
      await app.add(given(1));
      await expectSaved(page, `${number}-1.png`, 1);
      return async () => {
        begin(page.evaluate(migrate));
        await later(80);
      };
  }
}

async function startNew(app: App): Promise<void> {
  const { page } = app;
  // The library is shown after a kill.
  const library = app.button('Library');
  await expect(library).toBeVisible();
  if ((await library.getAttribute('aria-pressed')) === 'true') await library.click();
  if (await app.button('New').isVisible()) await app.button('New').click();
  await expect(page.getByRole('heading', { name: 'See what the model means.' })).toBeVisible();
}

async function expectSaved(page: Page, name: string, count: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const { sequences } = await readStored(page);
        return sequences.find(({ frames: own }) => own.some((frame) => frame.name === name))?.frames.length;
      },
      { intervals: [50] },
    )
    .toBe(count);
}

/** Lifts the first frame and moves it, with keys that follow each other as fast as they can. */
async function sortByKeys(app: App): Promise<void> {
  const { keyboard } = app.page;
  for (const _ of frames(20)) {
    // oxlint-disable-next-line no-await-in-loop -- one key after the other
    await app.tiles.first().focus();
    // oxlint-disable-next-line no-await-in-loop -- as above
    for (const key of ['Space', 'ArrowRight', 'ArrowRight', 'Space']) await keyboard.press(key);
  }
}

/** Runs in the page: brings the database from schema 1 to a schema 2 that exists only here. */
function migrate(): void {
  const opening = indexedDB.open('storylens', 2);
  opening.addEventListener('upgradeneeded', () => {
    const store = opening.transaction?.objectStore('runs');
    const walking = store?.openCursor();
    walking?.addEventListener('success', () => {
      const cursor = walking.result;
      if (cursor === null) return;
      // Each run is written often, so that the moment of the kill lies between the writes.
      for (let time = 0; time < 50; time++) cursor.update({ ...cursor.value, migrated: true });
      cursor.continue();
    });
  });
}

/** A picture of 1600x1200 that cannot be compressed, of 6 MB. */
function noise(name: string): GivenFile {
  const [width, height] = [1600, 1200];
  const rows = randomBytes(height * (1 + width * 3));
  for (let row = 0; row < height; row++) rows[row * (1 + width * 3)] = 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const framed = Buffer.alloc(body.length + 8);
    framed.writeUInt32BE(data.length, 0);
    body.copy(framed, 4);
    framed.writeUInt32BE(crc32(body), body.length + 4);
    return framed;
  };
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 0 })), chunk('IEND', Buffer.alloc(0))];
  return { name, mimeType: 'image/png', buffer: Buffer.concat([signature, ...parts]) };
}
