// `npm run bench:browser`: the built app against a floor page, both told the same story of 17 frames by the replay
// server in the same run. Main thread busy, long tasks, frame intervals, the lag of the last token, and hovers.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright';
import { build } from 'rolldown';
import { findChromium } from '../../scripts/chromium.mjs';
import { startReplay } from '../helpers/replay-server.mjs';

const SPEED = Number(process.argv[2] ?? 1000);
const FRAMES = Number(process.argv[3] ?? 17);
const root = fileURLToPath(new URL('../..', import.meta.url));
const TYPES = new Map(
  Object.entries({
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.svg': 'image/svg+xml',
    '.webp': 'image/webp',
    '.woff2': 'font/woff2',
  }),
);

const site = createServer((request, response) => {
  const path = normalize(new URL(request.url ?? '/', 'http://x').pathname);
  const file = path === '/floor.html' ? 'tests/bench/floor.html' : join('dist', path === '/' ? 'index.html' : path);
  try {
    const body = readFileSync(join(root, file));
    response.setHeader('content-type', TYPES.get(extname(file)) ?? 'application/octet-stream');
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((resolve) => site.listen(0, '127.0.0.1', () => resolve(undefined)));
const address = site.address();
const base = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;

const bundled = join(root, 'node_modules/.cache/bench/sample.mjs');
await build({
  input: join(root, 'tests/bench/sample.ts'),
  platform: 'node',
  output: { file: bundled, format: 'esm' },
  logLevel: 'silent',
});
/** @type {{ sampleCompletion(frames: number): string }} */
const sample = await import(bundled);
const text = sample.sampleCompletion(FRAMES);
// The demo's pictures, over and over; the floor sends none, since sending is no part of what it is the floor of.
const pictures = Array.from({ length: FRAMES }, (_, i) =>
  readFileSync(join(root, `src/app/demo/frame-${(i % 6) + 1}.webp`)),
);
const lastWords = text
  .slice(-60)
  .replace(/<[^>]*>/g, '')
  .trim()
  .slice(-24);

const { executablePath, args, env } = findChromium();
const browser = await chromium.launch({ executablePath, args, env });

/** Records long tasks, frame intervals and when the last words are on the page, from now on. */
function record(/** @type {{ words: string }} */ { words }) {
  const state = { longest: 0, long: 0, frames: /** @type {number[]} */ ([]), seenAt: 0 };
  Object.assign(window, { bench: state });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      state.long++;
      state.longest = Math.max(state.longest, entry.duration);
    }
  }).observe({ entryTypes: ['longtask'] });
  let before = performance.now();
  const tick = (/** @type {number} */ now) => {
    state.frames.push(now - before);
    before = now;
    if (state.seenAt === 0) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  const ended = () => {
    if (state.seenAt === 0 && document.body.textContent.includes(words)) state.seenAt = Date.now();
    else if (state.seenAt === 0) setTimeout(ended, 5);
  };
  Object.assign(window, { watchEnd: ended });
}

/**
 * @param {string} name
 * @param {string} path
 * @param {(page: import('playwright').Page, url: string) => Promise<void>} prepare what is no part of the run
 * @param {(page: import('playwright').Page, url: string) => Promise<void>} start
 */
async function measure(name, path, prepare, start) {
  let lastSentAt = 0;
  const server = await startReplay({ text, tokensPerSecond: SPEED, maxModelLen: 10_000_000 });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(base + path);
  await prepare(page, server.url);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  const metric = async (/** @type {string} */ key) => {
    const { metrics } = await cdp.send('Performance.getMetrics');
    return metrics.find((m) => m.name === key)?.value ?? 0;
  };
  await page.evaluate(record, { words: lastWords });
  const busyBefore = await metric('TaskDuration');
  await start(page, server.url);
  const entry = await waitForRequest(server);
  // Polled here, so that the page is not kept busy by it; the last words are looked for only then.
  await entry.closed;
  lastSentAt = Date.now();
  await page.evaluate(() => /** @type {{ watchEnd(): void }} */ (/** @type {unknown} */ (window)).watchEnd());
  const state = await page
    .waitForFunction(() => {
      const { bench } = /** @type {{ bench: { seenAt: number, longest: number, long: number, frames: number[] } }} */ (
        /** @type {unknown} */ (window)
      );
      return bench.seenAt > 0 ? bench : false;
    })
    .then((handle) => handle.jsonValue());
  if (state === false) throw new Error('unreachable');
  const busy = (await metric('TaskDuration')) - busyBefore;
  const frames = state.frames.toSorted((a, b) => a - b);
  const p95 = frames[Math.floor(frames.length * 0.95)] ?? 0;
  const smooth = (100 * frames.filter((ms) => ms < 20).length) / frames.length;
  console.log(
    `${name.padEnd(8)} busy ${busy.toFixed(2)} s, long tasks ${state.long} (longest ${state.longest.toFixed(0)} ms), ` +
      `frames ${frames.length}, ${smooth.toFixed(1)} % under 20 ms, p95 ${p95.toFixed(1)} ms, ` +
      `last words ${state.seenAt - lastSentAt} ms after the last byte, nodes ${await metric('Nodes')}, heap ${((await metric('JSHeapUsedSize')) / 1e6).toFixed(1)} MB`,
  );
  await server.close();
  return { page, busy };
}

/** @param {Awaited<ReturnType<typeof startReplay>>} server */
async function waitForRequest(server) {
  for (;;) {
    const entry = server.requests.find((request) => request.method === 'POST');
    if (entry) return entry;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

console.log(`${text.length} characters, ${FRAMES} frames, ${SPEED} tokens/s`);
const floor = await measure(
  'floor',
  '/floor.html',
  async () => undefined,
  async (page, url) => {
    await page.evaluate((to) => {
      void (/** @type {{ run(url: string): Promise<void> }} */ (/** @type {unknown} */ (window)).run(to));
    }, url);
  },
);
await floor.page.close();

const app = await measure(
  'app',
  '/',
  async (page, url) => {
    const files = pictures.map((buffer, i) => ({ name: `frame-${i + 1}.webp`, mimeType: 'image/webp', buffer }));
    await page.getByLabel('Add frames').setInputFiles(files);
    await page.getByText(`${FRAMES} frames are ready.`).waitFor();
    await page.getByLabel('Server URL').fill(url);
    await page.getByLabel('Max tokens').fill('100000');
  },
  async (page) => page.getByRole('button', { name: 'Generate' }).click(),
);
console.log(`app / floor: ${(app.busy / floor.busy).toFixed(2)} times the main thread`);

// A hover: from the pointer event in the page to the frame in which the box is drawn.
const mentions = await app.page.locator('[data-grounded="here"]').count();
/** @type {number[]} */
const hovers = [];
for (let i = 0; i < Math.min(24, mentions); i++) {
  const mention = app.page.locator('[data-grounded="here"]').nth(i * Math.max(1, Math.floor(mentions / 24)));
  await mention.scrollIntoViewIfNeeded();
  await app.page.mouse.move(5, 5);
  const took = app.page.evaluate(
    () =>
      new Promise((/** @type {(ms: number) => void} */ resolve) => {
        document.addEventListener(
          'pointerover',
          () => {
            const at = performance.now();
            const look = () => {
              if (document.querySelector('[data-stage] [data-lit="true"]'))
                requestAnimationFrame(() => resolve(performance.now() - at));
              else requestAnimationFrame(look);
            };
            queueMicrotask(look);
          },
          { once: true, capture: true },
        );
      }),
  );
  await mention.hover();
  hovers.push(await took);
}
hovers.sort((a, b) => a - b);
console.log(
  `hover to the frame with the box: median ${hovers[hovers.length >> 1]?.toFixed(1)} ms, most ${hovers.at(-1)?.toFixed(1)} ms, of ${hovers.length}`,
);
await browser.close();
site.close();
