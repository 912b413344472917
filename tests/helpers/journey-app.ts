import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { GivenFile } from './journey-pictures.ts';

/** The page as a user knows it: its elements by role and name, and the actions of the user. */
export class App {
  readonly page: Page;
  /** The status region in the header, which shows the phase. Sorting and adding frames have separate status regions. */
  readonly status: Locator;
  readonly alert: Locator;
  /** The first sentence of the alert, which says what happened. */
  readonly sentence: Locator;
  /** The server's message in the alert. */
  readonly said: Locator;
  readonly generate: Locator;
  readonly stop: Locator;
  /** The buttons of the filmstrip, one for each frame. */
  readonly tiles: Locator;
  readonly stage: Locator;
  /** The boxes of the frame that is shown, without boxes that come from another frame. */
  readonly boxes: Locator;
  readonly dialog: Locator;
  /** The part of the setup about the connection to the server. */
  readonly connection: Locator;

  constructor(page: Page) {
    this.page = page;
    this.status = page.getByRole('banner').getByRole('status');
    this.alert = page.getByRole('alert');
    this.sentence = this.alert.getByRole('paragraph').first();
    this.said = this.alert.getByRole('blockquote');
    this.generate = page.getByRole('button', { name: 'Generate', exact: true });
    this.stop = page.getByRole('button', { name: 'Stop' });
    this.tiles = page.getByRole('button', { name: /^Frame \d+:/ });
    this.stage = page.getByRole('group', { name: /^Image \d+ with its boxes$/ });
    this.boxes = page.locator('[data-box]:not([data-elsewhere])');
    this.connection = page.getByRole('group', { name: 'Connection' });
    this.dialog = page.getByRole('dialog', { name: 'Open an output' });
  }

  async open(): Promise<void> {
    await this.page.goto('/');
    await expect(this.page.getByRole('button', { name: 'Try the demo' })).toBeVisible();
  }

  /** Plays the demo to its end. The page's clock must be installed: the test sets it forward instead of waiting 30 s. */
  async playDemo(): Promise<void> {
    await this.page.getByRole('button', { name: 'Try the demo' }).click();
    await expect(this.status).toHaveText(/^Thinking/);
    await this.page.clock.fastForward(120_000);
    await this.done();
  }

  async add(files: readonly GivenFile[]): Promise<void> {
    await this.page.getByLabel('Add frames').setInputFiles([...files]);
  }

  /** Expects that the filmstrip has frames with these names, in this order. */
  async expectFrames(names: readonly string[]): Promise<void> {
    const labels = names.map((name, i) => `Frame ${i + 1}: ${name}`);
    await expect
      .poll(() => this.tiles.evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('aria-label'))))
      .toEqual(labels);
  }

  /**
   * Moves a frame that was lifted by keyboard. dnd-kit announces the lift some renders before it listens for the next key,
   * and a key that comes too early is lost. So the key is pressed again if there is no announcement after ten animation
   * frames. The wait is in animation frames and not in milliseconds, so that it also works on a slow machine.
   */
  async move(key: 'ArrowLeft' | 'ArrowRight', announcement: string): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press(key);
      const announced = await this.page.evaluate(async (text) => {
        for (let frame = 0; frame < 10; frame++) {
          await new Promise(requestAnimationFrame);
          const regions = [...document.querySelectorAll('[aria-live]')];
          if (regions.some(({ textContent }) => textContent.includes(text))) return true;
        }
        return false;
      }, announcement);
      expect(announced).toBe(true);
    }).toPass({ intervals: [0] });
  }

  /** Finds a button by its whole name. */
  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Finds a field of the setup by its whole label. */
  field(name: string): Locator {
    return this.page.getByLabel(name, { exact: true });
  }

  async openSetup(): Promise<void> {
    const setup = this.page.getByRole('button', { name: /^Setup:/ });
    // Before the first story the setup is always open beside the frames.
    if ((await setup.count()) > 0 && (await setup.getAttribute('aria-expanded')) === 'false') await setup.click();
    await expect(this.field('Server URL')).toBeVisible();
  }

  /** Opens the setup with the parameters that are folded by default. */
  async openSampling(): Promise<void> {
    await this.openSetup();
    if (!(await this.field('Extra JSON').isVisible())) await this.page.getByText('More sampling').click();
  }

  /** Fills fields of the setup, by their labels. Returns a function that restores the old values. */
  async setUp(typed: Readonly<Record<string, string>>): Promise<() => Promise<void>> {
    await this.openSampling();
    const before: Record<string, string> = {};
    for (const [name, value] of Object.entries(typed)) {
      before[name] = await this.field(name).inputValue();
      await this.field(name).fill(value);
    }
    return async () => {
      await this.openSampling();
      for (const [name, value] of Object.entries(before)) await this.field(name).fill(value);
    };
  }

  /** Adds frames, enters the server and presses Generate. */
  async tell(files: readonly GivenFile[], server: string): Promise<void> {
    await this.add(files);
    await expect(this.tiles).toHaveCount(files.length);
    await this.page.getByLabel('Server URL').fill(server);
    await this.generate.click();
  }

  async done(): Promise<void> {
    await expect(this.status).toHaveText(/^Done in (?:\d+ min )?\d+ s, [\d,]+ tokens$/);
  }

  mention(text: string, frame: number): Locator {
    return this.page.locator(`[data-tag][data-frame="${frame}"]`).filter({ hasText: new RegExp(`^${text}$`) });
  }

  box(id: string): Locator {
    return this.page.locator(`[data-box="${id}"]:not([data-elsewhere])`);
  }

  async expectStage(frame: number): Promise<void> {
    await expect(this.page.getByRole('group', { name: `Image ${frame} with its boxes` })).toBeVisible();
  }

  /** Expects that exactly these entities are highlighted on the frame, each by a box of this frame. */
  async expectLit(ids: readonly string[]): Promise<void> {
    await expect
      .poll(() =>
        this.page
          .locator('[data-box][data-lit="true"]:not([data-elsewhere])')
          .evaluateAll((boxes) => boxes.map((box) => box.dataset['box'] ?? '').toSorted((a, b) => (a < b ? -1 : 1))),
      )
      .toEqual([...ids].toSorted());
  }

  /** Moves the pointer to a place where it highlights nothing. */
  async leave(): Promise<void> {
    await this.page.mouse.move(2, 2);
  }

  async showRaw(): Promise<void> {
    await this.page.getByRole('tab', { name: 'Raw' }).click();
  }

  /** Expects that this many characters have arrived. */
  async expectArrived(characters: number): Promise<void> {
    await this.showRaw();
    await expect(this.page.getByText(`${characters.toLocaleString('en')} characters`)).toBeVisible();
    await this.page.getByRole('tab', { name: 'Analysis' }).click();
  }

  /** Copies the completion in the Raw tab and expects exactly this text. */
  async expectCompletion(text: string): Promise<void> {
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.showRaw();
    const panel = this.page.getByRole('tabpanel', { name: 'Raw' });
    await expect(panel.getByText(`${text.length.toLocaleString('en')} characters`)).toBeVisible();
    await panel.getByRole('button', { name: /^Cop(?:y|ied)$/ }).click();
    await expect(panel.getByRole('button', { name: 'Copied' })).toBeVisible();
    expect(await this.page.evaluate(() => navigator.clipboard.readText())).toBe(text);
  }

  /** Opens the dialog for an output, from the first page or from a story. */
  async openDialog(): Promise<void> {
    await this.page.getByRole('button', { name: 'Open an output' }).click();
    await expect(this.dialog).toBeVisible();
  }

  /** Opens a text as an output, as if the user pasted it. */
  async openText(completion: string): Promise<void> {
    await this.openDialog();
    await this.dialog.getByLabel('Completion').fill(completion);
    await this.dialog.getByRole('button', { name: 'Show' }).click();
    await expect(this.dialog).toBeHidden();
  }
}
