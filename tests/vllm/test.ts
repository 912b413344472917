import { expect, test as base } from '@playwright/test';
import { App } from '../helpers/journey-app.ts';
import type { GivenFile } from '../helpers/journey-pictures.ts';
import { frames } from '../helpers/journey-pictures.ts';
import { listen } from '../helpers/journey-test.ts';
import { Vllm } from './server.ts';
import type { Site } from './site.ts';
import { startSite } from './site.ts';
import type { Text } from './texts.ts';
import { texts } from './texts.ts';

/** The options of a test. */
interface Choice {
  /** Flags of `vllm serve`, on top of its defaults. Consecutive tests with the same flags share one server. */
  readonly flags: readonly string[];
}

interface Parts {
  readonly vllm: Vllm;
  /** `npm start` with a relay to that server. */
  readonly site: Site;
  /** The built page, open on that site. */
  readonly app: App;
}

// The browser writes these to the console when a request fails, which some tests provoke.
const NETWORK_ERRORS = /^Failed to load resource|has been blocked by CORS policy/;

// Starting vLLM takes a minute or more, which does not count as the test's time.
const START_TIMEOUT_MS = 630_000;

export const test = base.extend<Choice & Parts>({
  flags: [[], { option: true }],
  vllm: [
    async ({ flags }, provide) => {
      await provide(await Vllm.withFlags(flags));
    },
    { timeout: START_TIMEOUT_MS },
  ],
  site: async ({ vllm }, provide) => {
    const site = await startSite(vllm.origin);
    await provide(site);
    site.close();
  },
  baseURL: async ({ site }, provide) => {
    await provide(site.url);
  },
  app: async ({ page }, provide) => {
    const complaints = listen(page);
    const app = new App(page);
    await app.open();
    await provide(app);
    expect(complaints.filter((complaint) => !NETWORK_ERRORS.test(complaint))).toEqual([]);
  },
});

/** How long the longest text may take: 50 s at full speed, more on a busy machine. */
const STORY_TIMEOUT_MS = 400_000;

/** Waits until the run has ended with success. */
export async function done(app: App): Promise<void> {
  await expect(app.status).toHaveText(/^Done in (?:\d+ min )?\d+ s, [\d,]+ tokens$/, { timeout: STORY_TIMEOUT_MS });
}

/** Makes the model generate this text instead of the demo's from now on. */
async function says(app: App, text: Text): Promise<void> {
  await app.setUp({ 'Extra JSON': JSON.stringify({ vllm_xargs: { says: text } }) });
}

/** Starts a run over some frames, by default three, that generates this text. */
export async function generate(app: App, text: Text, files: readonly GivenFile[] = frames(3)): Promise<void> {
  await app.add(files);
  await expect(app.tiles).toHaveCount(files.length);
  await says(app, text);
  await app.generate.click();
}

/** Waits until the model is in the middle of its answer: it has analysed the first image, and much is left to generate. */
export async function inTheMiddle(app: App): Promise<void> {
  await expect(app.status).toHaveText(/^Thinking: (?:image [2-9]|narrative)|^Writing/, { timeout: STORY_TIMEOUT_MS });
}

/** Checks that the run has ended with success and that its completion is exactly this text. */
export async function expectWhole(app: App, text: Text): Promise<void> {
  await done(app);
  await app.expectCompletion(texts[text]);
}

export { expect } from '@playwright/test';
