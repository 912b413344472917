import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import { harbour } from '../fixtures/harbour.ts';
import { openEnded, openOutput, openRun, painted } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';

afterEach(() => {
  vi.restoreAllMocks();
});

async function showRaw({ user }: Pick<TestApp, 'user'>): Promise<HTMLElement> {
  await user.click(screen.getByRole('tab', { name: 'Raw' }));
  return screen.findByRole('region', { name: 'Raw completion' });
}

/** The text of the lines, without the invisible character that gives an empty line its height. */
const linesOf = (raw: HTMLElement): string[] =>
  [...raw.querySelectorAll('[data-index]')].map(({ textContent }) => textContent.replace(/\u200B$/, ''));

const colouredIn = (raw: HTMLElement, kind: string): string[] =>
  [...raw.querySelectorAll(`.raw-${kind}`)].map(({ textContent }) => textContent);

describe('the raw completion', () => {
  test('is shown to the last character', async () => {
    const text = '<think>\n## Image 1\n\n</think>\n<gdi image1>\nIt <gdo char1>was</gdo>.\n</gdi>';
    const raw = await showRaw(await openOutput(text));
    await waitFor(() => expect(linesOf(raw)).toEqual(text.split('\n')));
    expect(screen.getByText(`${text.length} characters, 7 lines`)).toBeDefined();
  });

  test('is coloured by what the parser recognised', async () => {
    const raw = await showRaw(
      await openOutput(
        '<think>\n## Image 1\n| Character ID | Name |\n|---|---|\n| char1 | Ines |\n</think>\n<gdi image1><gdo char1>Ines</gdo> < 3</gdi>',
      ),
    );
    await waitFor(() => expect(linesOf(raw)).toHaveLength(7));
    expect(colouredIn(raw, 'tag')).toEqual(['<think>', '</think>', '<gdi image1>', '<gdo char1>', '</gdo>', '</gdi>']);
    expect(colouredIn(raw, 'heading')).toEqual(['## Image 1']);
    expect(colouredIn(raw, 'columns')).toEqual(['| Character ID | Name |']);
    expect(colouredIn(raw, 'layout')).toContain('|---|---|');
    expect(colouredIn(raw, 'border')).toHaveLength(6);
    const colour = (selector: string): string => getComputedStyle(raw.querySelector(selector) ?? raw).color;
    expect(colour('.raw-tag')).not.toBe(getComputedStyle(raw).color);
  });

  test('shows HTML of the model as text', async () => {
    const raw = await showRaw(await openOutput('<img src=x onerror="alert(1)">'));
    await waitFor(() => expect(linesOf(raw)).toEqual(['<img src=x onerror="alert(1)">']));
    expect(raw.querySelector('img')).toBeNull();
  });

  test('draws only the visible lines, and the last ones after scrolling there', async () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `Line ${i + 1}`).join('\n');
    const raw = await showRaw(await openOutput(text));
    await waitFor(() => expect(linesOf(raw)[0]).toBe('Line 1'));
    expect(linesOf(raw).length).toBeLessThan(200);
    expect(screen.getByText('208,893 characters, 20,000 lines')).toBeDefined();
    raw.scrollTop = raw.scrollHeight;
    await waitFor(() => expect(linesOf(raw).at(-1)).toBe('Line 20000'));
  });

  test('grows with what arrives', async () => {
    const app = await openRun();
    const raw = await showRaw(app);
    expect(within(raw).getByText('Nothing has arrived yet.')).toBeDefined();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Copy' }).disabled).toBe(true);
    await app.call.text('<gdi image1>One <gdo ch');
    app.clock.frame();
    await waitFor(() => expect(linesOf(raw)).toEqual(['<gdi image1>One <gdo ch']));
    expect(colouredIn(raw, 'tag')).toEqual(['<gdi image1>']);
    await app.call.text('ar1>two');
    app.clock.frame();
    await waitFor(() => expect(colouredIn(raw, 'tag')).toEqual(['<gdi image1>', '<gdo char1>']));
    expect(linesOf(raw)).toEqual(['<gdi image1>One <gdo char1>two']);
    app.session.stop();
  });

  test('scrolls along with new text unless the user has scrolled up', async () => {
    const app = await openRun();
    const raw = await showRaw(app);
    const left = (): number => raw.scrollHeight - raw.clientHeight - raw.scrollTop;
    const say = async (from: number, to: number): Promise<void> => {
      await app.call.text(Array.from({ length: to - from }, (_, i) => `Line ${from + i}\n`).join(''));
      app.clock.frame();
      await waitFor(() => expect(screen.getByText(new RegExp(` ${to - 1} lines$`))).toBeDefined());
    };
    await say(1, 100);
    await waitFor(() => expect(linesOf(raw).at(-1)).toBe('Line 99'));
    await waitFor(() => expect(left()).toBeLessThan(2));
    raw.scrollTop = 200;
    const jump = await screen.findByRole('button', { name: 'Jump to latest' });
    await say(100, 140);
    await painted();
    expect(raw.scrollTop).toBe(200);
    await app.user.click(jump);
    await waitFor(() => expect(linesOf(raw).at(-1)).toBe('Line 139'));
    expect(screen.queryByRole('button', { name: 'Jump to latest' })).toBeNull();
    await app.call.end();
  });

  test('has a number for each line of the model', async () => {
    const raw = await showRaw(await openOutput(`One\n${'x'.repeat(4500)}\nThree`));
    await waitFor(() => expect(linesOf(raw)).toHaveLength(5));
    const margin = [...raw.querySelectorAll('[data-index]')].map((line) => getComputedStyle(line, '::before').content);
    expect(margin.map((content) => /^"(.*?)"/.exec(content)?.[1])).toEqual(['1', '2', '', '', '3']);
    expect(screen.getByText('4,510 characters, 3 lines')).toBeDefined();
  });

  test('covers nothing, however low its pane is', async () => {
    await page.viewport(390, 740);
    const app = await openEnded(harbour.slice(0, -60), { type: 'length' }, [[560, 336]]);
    const raw = await showRaw(app);
    await waitFor(() => expect(linesOf(raw).length).toBeGreaterThan(2));
    const alert = screen.getByRole('alert');
    const { left, right, top } = alert.getBoundingClientRect();
    const there = [20, 60, 100].flatMap((below) => document.elementsFromPoint((left + right) / 2, top + below));
    expect(there).toContain(alert);
    expect(there.filter((element) => raw.contains(element))).toEqual([]);
    await page.viewport(1280, 800);
  });

  test('of the previous story is gone when the user opens another output', async () => {
    const app = await openOutput(harbour);
    await showRaw(app);
    app.session.open({ name: 'b', text: 'Two.\nlines' });
    const raw = await showRaw(app);
    await waitFor(() => expect(linesOf(raw)).toEqual(['Two.', 'lines']));
  });
});

describe('Copy', () => {
  test('copies the completion and says so', async () => {
    const app = await openOutput(harbour);
    await showRaw(app);
    await app.user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeDefined();
    expect(await navigator.clipboard.readText()).toBe(harbour);
    await app.user.tab();
    expect(await screen.findByRole('button', { name: 'Copy' })).toBeDefined();
  });

  test('says so if the browser does not allow it', async () => {
    const app = await openOutput(harbour);
    await showRaw(app);
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'));
    await app.user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await screen.findByText('The browser did not allow copying.')).toBeDefined();
  });
});

describe('the syntax faults', () => {
  test('are counted and listed with their lines', async () => {
    const app = await openOutput('<gdi image1>\nIt <gdo char1>was</gda>\nand <gdo person>he</gdo>.\n</gdi>');
    await showRaw(app);
    const summary = screen.getByText('2 syntax faults');
    await app.user.click(summary);
    const slips = within(summary.closest('details') ?? document.body).getAllByRole('listitem');
    expect(slips.map(({ textContent }) => textContent)).toEqual([
      'Line 2: <gdo> is closed by </gda>.',
      'Line 3: “person” is not an ID: char, obj, lm or bg with a number.',
    ]);
  });

  test('scroll to their lines when clicked', async () => {
    const text = `${'Words\n'.repeat(500)}</gdo>\n${'Words\n'.repeat(500)}`;
    const app = await openOutput(text);
    const raw = await showRaw(app);
    await app.user.click(screen.getByText('1 syntax fault'));
    await app.user.click(screen.getByRole('button', { name: /^Line 501:/ }));
    const line = await waitFor(() => {
      const found = [...raw.querySelectorAll('[data-index]')].find((one) => one.textContent.startsWith('</gdo>'));
      expect(found).toBeDefined();
      return found!;
    });
    const [seen, shown] = [raw.getBoundingClientRect(), line.getBoundingClientRect()];
    expect(shown.top).toBeGreaterThanOrEqual(seen.top);
    expect(shown.bottom).toBeLessThanOrEqual(seen.bottom);
    expect(getComputedStyle(line).backgroundColor).not.toBe('rgba(0, 0, 0, 0)');
  });

  test('are not all listed for a garbage completion', async () => {
    const app = await openOutput('</gdo>\n'.repeat(1200));
    await showRaw(app);
    await app.user.click(screen.getByText('1,200 syntax faults'));
    expect(screen.getByText('and 1,150 more')).toBeDefined();
  });

  test('are absent if there are none', async () => {
    const app = await openOutput(harbour);
    await showRaw(app);
    expect(screen.queryByText(/syntax faults?/)).toBeNull();
  });
});
