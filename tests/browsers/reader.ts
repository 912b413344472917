import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { GivenFile } from '../helpers/journey-pictures.ts';
import type { Found } from './find.ts';
import { findIn } from './find.ts';
import type { Key, Modifier, RealPage } from './real-page.ts';

/** What to look for: elements of a selector, of which the accessible name (or the text) is this or matches this. */
export interface Target {
  readonly css: string;
  readonly name?: string | RegExp;
}

export const button = (name: string | RegExp): Target => ({ css: 'button, [role=button]', name });
export const tab = (name: string | RegExp): Target => ({ css: '[role=tab]', name });
export const field = (name: string): Target => ({ css: 'input, textarea, select', name });
const status: Target = { css: 'header [role=status], [role=banner] [role=status]' };
export const dialog = (name: string): Target => ({ css: '[role=dialog]', name });
/** The mentions of the story with this text in a frame. */
export const mention = (text: string, frame: number): Target => ({
  css: `[data-tag][data-frame="${frame}"]`,
  name: text,
});
export const mentions: Target = { css: '[data-tag]' };
/** The box of an entity in the frame that is shown. */
export const box = (id: string): Target => ({ css: `[data-box="${id}"]:not([data-elsewhere])` });
export const tiles: Target = { css: 'button', name: /^Frame \d+:/ };

/** A user with a mouse and a keyboard, in a real browser. */
export class Reader {
  readonly page: RealPage;
  /** Where files are until the end of the test: Firefox reads them only when it needs them. */
  readonly #folder: string;

  constructor(page: RealPage, folder: string) {
    this.page = page;
    this.#folder = folder;
  }

  /** All elements that the user can see and that the target means, in the order of the document. */
  async find({ css, name }: Target): Promise<readonly Found[]> {
    const pattern = name instanceof RegExp ? name : null;
    const all = await this.page.evaluate(findIn, css);
    return all.filter(
      (found) => name === undefined || (pattern === null ? found.name === name : pattern.test(found.name)),
    );
  }

  async textOf(target: Target): Promise<string | null> {
    return (await this.find(target))[0]?.text ?? null;
  }

  async count(target: Target): Promise<number> {
    return (await this.find(target)).length;
  }

  async expectShown(target: Target): Promise<void> {
    await expect.poll(async () => this.count(target), JSON.stringify(target)).toBeGreaterThan(0);
  }

  async expectStatus(text: RegExp, timeout?: number): Promise<void> {
    await expect.poll(async () => this.textOf(status), { ...(timeout !== undefined && { timeout }) }).toMatch(text);
  }

  /** Waits until the first of these elements keeps its place and nothing covers it. Scrolls it into view if needed. */
  async #placeOf(target: Target): Promise<Found> {
    let found: Found | undefined;
    await expect
      .poll(
        async () => {
          const before = found;
          [found] = await this.find(target);
          if (found && !found.reachable) await this.page.evaluate(scrollTo, target.css, found.index);
          return found?.reachable === true && found.x === before?.x && found.y === before.y;
        },
        `${target.css} ${String(target.name ?? '')} can be pointed at`,
      )
      .toBe(true);
    if (found === undefined) throw new Error(`${target.css} has gone.`);
    return found;
  }

  async hover(target: Target): Promise<void> {
    const { x, y } = await this.#placeOf(target);
    await this.page.move(x, y);
  }

  async click(target: Target, held?: readonly Modifier[]): Promise<void> {
    const { x, y } = await this.#placeOf(target);
    await this.page.click(x, y, held);
  }

  /** Moves the pointer to a place where it highlights nothing. */
  async leave(): Promise<void> {
    await this.page.move(2, 2);
  }

  async press(key: Key, held?: readonly Modifier[]): Promise<void> {
    await this.page.press(key, held);
  }

  /** Replaces the text of a field, by keyboard. */
  async fill(target: Target, text: string): Promise<void> {
    await this.click(target);
    await this.press('a', ['Control']);
    await this.press('Backspace');
    await this.page.type(text);
    await expect.poll(async () => (await this.find(target))[0]?.value).toBe(text);
  }

  /** Adds frames from files. */
  async add(files: readonly GivenFile[]): Promise<void> {
    const paths = files.map(({ name }) => join(this.#folder, name));
    for (const [i, { buffer }] of files.entries()) writeFileSync(paths[i] ?? '', buffer);
    await this.page.choose('input[type=file][accept*=image]', paths);
    await expect.poll(async () => this.count(tiles)).toBe(files.length);
  }

  /** Adds frames, types the server's address and presses Generate. */
  async generate(files: readonly GivenFile[], server: string): Promise<void> {
    await this.add(files);
    await this.fill(field('Server URL'), server);
    await this.click(button('Generate'));
  }

  async expectDone(timeout?: number): Promise<void> {
    await this.expectStatus(/^Done in (?:\d+ min )?\d+ s, [\d,]+ tokens$/, timeout);
  }

  /** Opens a text as an output. It is set at once: typing it takes a minute. */
  async openText(text: string): Promise<void> {
    await this.click(button('Open an output'));
    await this.expectShown(field('Completion'));
    await this.page.evaluate((completion) => {
      const area = [...document.querySelectorAll('textarea')].find(({ labels }) =>
        [...labels].some(({ textContent }) => textContent.trim() === 'Completion'),
      );
      area?.focus();
      document.execCommand('insertText', false, completion);
    }, text);
    await this.click(button('Show'));
    await this.expectShown(mentions);
  }

  /** The entities whose boxes are highlighted in the frame that is shown. */
  async expectLit(ids: readonly string[]): Promise<void> {
    await expect
      .poll(async () =>
        (await this.find({ css: '[data-box][data-lit="true"]:not([data-elsewhere])' }))
          .map(({ data }) => data['box'] ?? '')
          .toSorted(byCode),
      )
      .toEqual(ids.toSorted(byCode));
  }

  /** How many characters of the completion have arrived, as the Raw tab counts them. */
  async expectCharacters(count: number): Promise<void> {
    await this.click(tab('Raw'));
    await expect
      .poll(async () => this.page.evaluate(() => document.body.innerText))
      .toContain(`${count.toLocaleString('en')} characters`);
  }
}

const byCode = (a: string, b: string): number => (a < b ? -1 : 1);

/** Runs in the page. */
function scrollTo(css: string, index: number): void {
  document.querySelectorAll(css)[index]?.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
}
