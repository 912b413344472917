import type { Browser, KeyInput, Page } from 'puppeteer-core';
import puppeteer from 'puppeteer-core';
import { Display } from './display.ts';
import type { Json, Key, Modifier, RealBrowser, RealPage } from './real-page.ts';
import { WINDOW } from './real-page.ts';

/** Where Debian installs it. */
const FIREFOX = '/usr/bin/firefox-esr';

// Firefox over WebDriver BiDi. Puppeteer speaks it with Firefox itself, so that no geckodriver is needed, which Debian
// does not have.

class FirefoxPage implements RealPage {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async goto(url: string): Promise<void> {
    await this.#page.goto(url);
  }

  async reload(): Promise<void> {
    await this.#page.reload();
  }

  async evaluate<Args extends readonly Json[], Result extends Json | void>(
    body: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result> {
    return (await this.#page.evaluate(`(${String(body)})(...${JSON.stringify(args)})`)) as Result;
  }

  async move(x: number, y: number): Promise<void> {
    await this.#page.mouse.move(x, y);
  }

  async click(x: number, y: number, held: readonly Modifier[] = []): Promise<void> {
    await this.#holding(held, async () => this.#page.mouse.click(x, y));
  }

  async press(key: Key, held: readonly Modifier[] = []): Promise<void> {
    await this.#holding(held, async () => this.#page.keyboard.press(key as KeyInput));
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  async choose(selector: string, paths: readonly string[]): Promise<void> {
    const input = await this.#page.$(selector);
    if (input === null) throw new Error(`The page has no ${selector}.`);
    await (input as import('puppeteer-core').ElementHandle<HTMLInputElement>).uploadFile(...paths);
  }

  async screenshot(): Promise<Uint8Array> {
    return this.#page.screenshot();
  }

  async close(): Promise<void> {
    await this.#page.browserContext().close();
  }

  async #holding(keys: readonly Modifier[], action: () => Promise<void>): Promise<void> {
    for (const key of keys) await this.#page.keyboard.down(key);
    await action();
    for (const key of keys) await this.#page.keyboard.up(key);
  }
}

/** Starts Debian's Firefox on a screen of its own: without a screen it says that nothing can hover. */
export async function startFirefox(): Promise<RealBrowser> {
  const display = await Display.start();
  const browser: Browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: FIREFOX,
    headless: false,
    env: display.env,
    defaultViewport: WINDOW,
  });
  return {
    version: await browser.version(),
    newPage: async () => {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      // The browser asks before a page is left while a story arrives. The test answers that it leaves.
      page.on('dialog', (asked) => void asked.accept());
      return new FirefoxPage(page);
    },
    close: async () => {
      await browser.close();
      display.stop();
    },
  };
}
