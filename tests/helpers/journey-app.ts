import type { Locator, Page } from '@playwright/test';
import { expect } from '@playwright/test';
import type { GivenFile } from './journey-pictures.ts';

/** The page as a person knows it: its parts by role and name, and what is done with them. */
export class App {
  readonly page: Page;
  /** The phase, in the header; sorting and reading in have status regions of their own. */
  readonly status: Locator;
  readonly alert: Locator;
  readonly generate: Locator;
  readonly stop: Locator;
  /** The buttons of the strip, one a frame. */
  readonly tiles: Locator;
  readonly stage: Locator;
  /** The boxes of the picture that is shown, without those that are brought in from another. */
  readonly boxes: Locator;
  readonly dialog: Locator;

  constructor(page: Page) {
    this.page = page;
    this.status = page.getByRole('banner').getByRole('status');
    this.alert = page.getByRole('alert');
    this.generate = page.getByRole('button', { name: 'Generate' });
    this.stop = page.getByRole('button', { name: 'Stop' });
    this.tiles = page.getByRole('button', { name: /^Frame \d+:/ });
    this.stage = page.getByRole('group', { name: /^Image \d+ with its boxes$/ });
    this.boxes = page.locator('[data-box]:not([data-elsewhere])');
    this.dialog = page.getByRole('dialog', { name: 'Open an output' });
  }

  async open(): Promise<void> {
    await this.page.goto('/');
    await expect(this.page.getByRole('button', { name: 'Try the demo' })).toBeVisible();
  }

  /** Plays the demo to its end. The page's clock must be installed: it is set forward, as nobody waits half a minute. */
  async playDemo(): Promise<void> {
    await this.page.getByRole('button', { name: 'Try the demo' }).click();
    await expect(this.status).toHaveText(/^Thinking/);
    await this.page.clock.fastForward(120_000);
    await this.done();
  }

  async add(files: readonly GivenFile[]): Promise<void> {
    await this.page.getByLabel('Add frames').setInputFiles([...files]);
  }

  /** The names of the frames as they stand in the strip. */
  async expectFrames(names: readonly string[]): Promise<void> {
    const labels = names.map((name, i) => `Frame ${i + 1}: ${name}`);
    await expect
      .poll(() => this.tiles.evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('aria-label'))))
      .toEqual(labels);
  }

  /**
   * Moves a frame that was lifted by keyboard. The strip listens for the next key only a moment after it said that the
   * frame is lifted: a key that was too early is pressed again.
   */
  async move(key: 'ArrowLeft' | 'ArrowRight', told: string): Promise<void> {
    await expect(async () => {
      await this.page.keyboard.press(key);
      await expect(this.page.getByText(told)).toBeAttached({ timeout: 1500 });
    }).toPass({ timeout: 5000 });
  }

  /** Adds frames, names the server and starts. */
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

  /** Exactly these are lit on the picture, each by a box that is there. */
  async expectLit(ids: readonly string[]): Promise<void> {
    await expect
      .poll(() =>
        this.page
          .locator('[data-box][data-lit="true"]:not([data-elsewhere])')
          .evaluateAll((boxes) => boxes.map((box) => box.dataset['box'] ?? '').toSorted((a, b) => (a < b ? -1 : 1))),
      )
      .toEqual([...ids].toSorted());
  }

  /** Moves the pointer to where it lights nothing. */
  async leave(): Promise<void> {
    await this.page.mouse.move(2, 2);
  }

  async showRaw(): Promise<void> {
    await this.page.getByRole('tab', { name: 'Raw' }).click();
  }

  /** Opens the window for an output; on the first page and on the desk alike. */
  async openDialog(): Promise<void> {
    await this.page.getByRole('button', { name: 'Open an output' }).click();
    await expect(this.dialog).toBeVisible();
  }

  /** Opens a text as an output, as if it were pasted. */
  async openText(completion: string): Promise<void> {
    await this.openDialog();
    await this.dialog.getByLabel('Completion').fill(completion);
    await this.dialog.getByRole('button', { name: 'Show' }).click();
    await expect(this.dialog).toBeHidden();
  }
}
