import { spawn } from 'node:child_process';
import { expect } from '@playwright/test';
import type { WebDriver } from 'selenium-webdriver';
import { Builder, By, Key as Code } from 'selenium-webdriver';
import { freePort } from '../helpers/free-port.ts';
import { Display } from './display.ts';
import type { Json, Key, Modifier, RealBrowser, RealPage } from './real-page.ts';
import { WINDOW } from './real-page.ts';

// WebKitGTK over WebDriver. Its driver cannot move the pointer without a button, so xdotool moves the pointer of the
// screen, and GTK makes real events of it.

const CODES: Readonly<Record<string, string>> = {
  ArrowLeft: Code.ARROW_LEFT,
  ArrowRight: Code.ARROW_RIGHT,
  Enter: Code.ENTER,
  Escape: Code.ESCAPE,
  Tab: Code.TAB,
  Backspace: Code.BACK_SPACE,
  Control: Code.CONTROL,
  Shift: Code.SHIFT,
};
const codeOf = (key: string): string => CODES[key] ?? key;

interface Place {
  readonly x: number;
  readonly y: number;
}

class WebKitPage implements RealPage {
  readonly #driver: WebDriver;
  readonly #display: Display;
  /** Where the page begins on the screen, below the toolbar; null until it was measured. */
  #origin: Place | null = null;

  constructor(driver: WebDriver, display: Display) {
    this.#driver = driver;
    this.#display = display;
  }

  /** Makes the page's window as large as WINDOW and measures where it is on the screen. */
  async arrange(): Promise<void> {
    const window = this.#driver.manage().window();
    const bars = await this.evaluate(() => ({ x: outerWidth - innerWidth, y: outerHeight - innerHeight }));
    await window.setRect({ x: 0, y: 0, width: WINDOW.width + bars.x, height: WINDOW.height + bars.y });
    await this.evaluate(() => {
      addEventListener('mousemove', ({ screenX, screenY, clientX, clientY }) => {
        document.title = [screenX - clientX, screenY - clientY].join();
      });
    });
    let step = 0;
    await expect
      .poll(async () => {
        step = (step + 7) % 90;
        await this.#display.xdotool('mousemove', 500 + step, 500);
        const [x, y] = (await this.#driver.getTitle()).split(',').map(Number);
        if (x !== undefined && y !== undefined) this.#origin = { x, y };
        return this.#origin;
      })
      .not.toBeNull();
    // A click gives the page the focus of the keyboard.
    await this.#display.xdotool('click', 1);
  }

  async goto(url: string): Promise<void> {
    await this.#driver.get(url);
  }

  async reload(): Promise<void> {
    await this.#driver.navigate().refresh();
  }

  async evaluate<Args extends readonly Json[], Result extends Json | void>(
    body: (...args: Args) => Result | Promise<Result>,
    ...args: Args
  ): Promise<Result> {
    const script =
      `const args = [...arguments], done = args.pop(); Promise.resolve().then(() => (${String(body)})(...args))` +
      '.then((result) => done({ result: result ?? null }), (error) => done({ error: String(error) }));';
    const answer = await this.#driver.executeAsyncScript<{ readonly result: Result; readonly error?: string }>(
      script,
      ...args,
    );
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer.result;
  }

  #onScreen(x: number, y: number): [number, number] {
    return [Math.round(x + (this.#origin?.x ?? 0)), Math.round(y + (this.#origin?.y ?? 0))];
  }

  async move(x: number, y: number): Promise<void> {
    await this.#display.xdotool('mousemove', ...this.#onScreen(x, y));
  }

  async click(x: number, y: number, held: readonly Modifier[] = []): Promise<void> {
    const down = held.flatMap((key) => ['keydown', key.toLowerCase()]);
    const up = held.flatMap((key) => ['keyup', key.toLowerCase()]);
    await this.evaluate(() => {
      delete document.documentElement.dataset['clicked'];
      const note = (): void => void (document.documentElement.dataset['clicked'] = '');
      addEventListener('pointerup', note, { capture: true, once: true });
    });
    await this.#display.xdotool('mousemove', ...this.#onScreen(x, y), ...down, 'click', 1, ...up);
    // The driver's keys do not wait for the pointer of the screen.
    await expect.poll(async () => this.evaluate(() => document.documentElement.dataset['clicked'])).toBe('');
  }

  async press(key: Key, held: readonly Modifier[] = []): Promise<void> {
    let actions = this.#driver.actions({ async: true });
    for (const modifier of held) actions = actions.keyDown(codeOf(modifier));
    actions = actions.keyDown(codeOf(key)).keyUp(codeOf(key));
    for (const modifier of held) actions = actions.keyUp(codeOf(modifier));
    await actions.perform();
  }

  async type(text: string): Promise<void> {
    await this.#driver.actions({ async: true }).sendKeys(text).perform();
  }

  async choose(selector: string, paths: readonly string[]): Promise<void> {
    await this.#driver.findElement(By.css(selector)).sendKeys(paths.join('\n'));
  }

  async screenshot(): Promise<Uint8Array> {
    return Buffer.from(await this.#driver.takeScreenshot(), 'base64');
  }

  async close(): Promise<void> {
    await this.#driver.quit();
  }
}

const isReady = async (server: string): Promise<boolean> =>
  fetch(`${server}/status`).then(
    ({ ok }) => ok,
    () => false,
  );

/** Starts the driver of Debian's WebKitGTK. Each page is a session of its own, which keeps nothing after its end. */
export async function startWebKit(): Promise<RealBrowser> {
  const display = await Display.start();
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], { env: display.env, stdio: 'ignore' });
  const server = `http://127.0.0.1:${port}`;
  await expect.poll(async () => isReady(server)).toBe(true);
  const newSession = async (): Promise<WebDriver> =>
    new Builder().usingServer(server).withCapabilities({ browserName: 'MiniBrowser' }).build();
  const first = await newSession();
  const capabilities = await first.getCapabilities();
  await first.quit();
  return {
    version: `WebKitGTK ${capabilities.getBrowserVersion() ?? ''}`,
    newPage: async () => {
      const page = new WebKitPage(await newSession(), display);
      await page.arrange();
      return page;
    },
    close: async () => {
      driver.kill();
      display.stop();
    },
  };
}
