import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { harbour } from '../fixtures/harbour.ts';
import { marked, openOutput, openRun } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';

const SIZES = [
  [560, 336],
  [560, 336],
  [560, 336],
] as const;

async function showNumbers({ user }: Pick<TestApp, 'user'>): Promise<HTMLElement> {
  await user.click(screen.getByRole('tab', { name: 'Numbers' }));
  return screen.findByRole('region', { name: 'Mentions' });
}

/** The cells of the row with this label. */
async function valuesOf(label: string): Promise<readonly string[]> {
  const heading = await screen.findByRole('button', { name: label });
  return [...(heading.closest('tr')?.querySelectorAll('td') ?? [])].map(({ textContent }) => textContent);
}

describe('the numbers of a run', () => {
  test('are those of the papers', async () => {
    await showNumbers(await openOutput(harbour, SIZES));
    expect(await valuesOf('Mentions')).toEqual(['12']);
    expect(await valuesOf('Of characters')).toEqual(['6']);
    expect(await valuesOf('Only in other frames')).toEqual(['1']);
    expect(await valuesOf('Characters in several images')).toEqual(['100 %']);
    expect(await valuesOf('“him”')).toEqual(['0 of 1 grounded, 0 %']);
    expect(await valuesOf('Well-structured')).toEqual(['100 %']);
    expect(await valuesOf('validate_cot')).toEqual(['rejects']);
  });

  test('say that their pronouns come from a list of words and not from the papers’ tagger', async () => {
    await showNumbers(await openOutput(harbour, SIZES));
    const pronouns = screen.getByRole('region', { name: 'Pronouns' });
    expect(pronouns.textContent).toContain('by a list of words');
    expect(pronouns.textContent).toContain('tagger of spaCy');
  });

  test('show their definition, their source and their cases by keyboard', async () => {
    const app = await openOutput(harbour, SIZES);
    await showNumbers(app);
    const label = screen.getByRole('button', { name: 'Only in other frames' });
    expect(label.ariaExpanded).toBe('false');
    label.focus();
    await app.user.keyboard('{Enter}');
    expect(label.ariaExpanded).toBe('true');
    const region = screen.getByRole('region', { name: 'References' });
    expect(await within(region).findByText(/^Source: StoryLens/)).toBeDefined();
    const cases = await screen.findByRole('list', { name: 'Cases: Only in other frames' });
    expect(within(cases).getAllByRole('listitem')).toHaveLength(1);
    await app.user.tab();
    expect(cases.contains(document.activeElement)).toBe(true);
    await app.user.keyboard('{Enter}');
    await waitFor(() => expect(marked('stage').map(({ dataset }) => dataset['stage'])).toContain('2'));
    expect(app.session.view.store.getState().selection.pinned?.ids).toEqual(['char1']);
  });

  test('show the first message of a validator', async () => {
    const app = await openOutput(harbour, SIZES);
    await showNumbers(app);
    await app.user.click(screen.getByRole('button', { name: 'validate_cot' }));
    expect(await screen.findByText(/^First message: /)).toBeDefined();
  });

  test('grow with the story, once for each sentence', async () => {
    const app = await openRun(SIZES);
    const text = harbour.slice(0, harbour.indexOf('</think>') + 9);
    await app.call.text(`${text}<gdi image1><gdo char1>Ines</gdo> waits. `);
    app.clock.frame();
    await showNumbers(app);
    await waitFor(async () => expect(await valuesOf('Mentions')).toEqual(['1']));
    await app.call.text('<gdo char1>She</gdo> calls');
    app.clock.frame();
    await waitFor(() => expect(document.body.textContent).toContain('She calls'));
    expect(await valuesOf('Mentions')).toEqual(['1']);
    await app.call.text(' now. ');
    app.clock.frame();
    await waitFor(async () => expect(await valuesOf('Mentions')).toEqual(['2']));
    app.session.stop();
  });
});

describe('a chart', () => {
  test('is read with the arrow keys, and as a table', async () => {
    const app = await openOutput(harbour, SIZES);
    await showNumbers(app);
    const chart = screen.getByRole('figure', { name: 'References by frame' });
    const drawing = within(chart).getByRole('group', { name: /^References by frame: / });
    const [first, second] = within(drawing).getAllByRole('img');
    expect(first?.getAttribute('aria-label')).toBe('Image 1: here 7, only in other frames 0, nowhere 0');
    first?.focus();
    await app.user.keyboard('{ArrowRight}');
    expect(document.activeElement).toBe(second);
    expect(chart.textContent).toContain(second?.getAttribute('aria-label') ?? 'nothing');
    await app.user.click(within(chart).getByRole('button', { name: 'References by frame as a table' }));
    const rows = within(within(chart).getByRole('table')).getAllByRole('row');
    expect(rows.map(({ textContent }) => textContent)[1]).toBe('1700');
  });

  test('fits the page at 390 pixels', async () => {
    await page.viewport(390, 740);
    await showNumbers(await openOutput(harbour, SIZES));
    const chart = screen.getByRole('figure', { name: 'Persistence of entities' });
    await waitFor(() => expect(chart.getBoundingClientRect().right).toBeLessThanOrEqual(390));
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(390);
    await page.viewport(1280, 800);
  });
});
