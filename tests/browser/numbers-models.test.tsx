import { screen, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { announced, openEnded } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { findings, prefer, steadyPage } from './announced.ts';

const SIZES = [
  [560, 336],
  [560, 336],
  [560, 336],
] as const;

steadyPage();

/** Opens a sequence with a run of a model and an opened output, and the comparison of models. */
async function openModels(): Promise<TestApp> {
  const app = await openEnded(harbour.replace('40,60,180,300', '300,60,440,300'), { type: 'finished' }, SIZES);
  await app.session.loadLibrary();
  app.session.open({ name: '7.txt', text: harbour });
  await app.session.library.getState().loaded?.flush();
  await app.session.library.getState().loaded?.refresh();
  await app.user.click(await screen.findByRole('tab', { name: 'Numbers' }));
  await app.user.click(await screen.findByRole('tab', { name: 'Between models' }));
  await screen.findByRole('option', { name: 'Opened outputs' });
  return app;
}

async function compare(app: TestApp, reference: string): Promise<void> {
  await app.user.selectOptions(screen.getByRole('combobox', { name: 'Reference' }), reference);
  await app.user.click(screen.getByRole('button', { name: 'Compare' }));
}

describe('the models of the library', () => {
  test('are compared with those of another model, with intervals and beside the published rows', async () => {
    const app = await openModels();
    await compare(app, 'Opened outputs');
    await announced('1 model compared.');
    const table = within(await screen.findByRole('region', { name: 'Scores of the models' }));
    const rows = table.getAllByRole('row').map(({ textContent }) => textContent);
    expect(rows.find((row) => row.includes('as in the paper'))).toMatch(/1\d\.\d{4}|0\.\d{4}0\.\d\d to 0\.\d\d/);
    expect(rows.find((row) => row.startsWith('QwenStoryteller2 (published)'))).toContain('0.4100');
    expect(rows.some((row) => row.startsWith('Answered'))).toBe(true);
  });

  test('have statistics without a reference, each with its definition', async () => {
    const app = await openModels();
    await compare(app, 'None: statistics only');
    await announced('2 models compared.');
    expect(screen.queryByRole('region', { name: 'Scores of the models' })).toBeNull();
    const statistics = within(screen.getByRole('region', { name: 'Statistics of the models' }));
    const mentions = statistics.getByRole('button', { name: 'Mentions' }).closest('tr');
    expect([...(mentions?.querySelectorAll('td') ?? [])].map(({ textContent }) => textContent)).toEqual([
      '12',
      '12',
      '–',
      '–',
    ]);
    await app.user.click(statistics.getByRole('button', { name: 'Well-structured' }));
    expect(await statistics.findByText(/give no rule/)).toBeDefined();
  });

  test('count only in the chosen sequences', async () => {
    const app = await openModels();
    const summary = screen.getByText(/^Sequences: /);
    await app.user.click(summary);
    const boxes = within(summary.closest('details') ?? document.body).getAllByRole('checkbox');
    for (const box of boxes) await app.user.click(box);
    expect(await screen.findByText('These sequences have no runs.')).toBeDefined();
  });
});

describe.each(['light', 'dark'] as const)('axe finds nothing in %s', (scheme) => {
  beforeEach(async () => prefer(scheme));

  test('between models', async () => {
    const app = await openModels();
    await compare(app, 'Opened outputs');
    await screen.findByRole('region', { name: 'Scores of the models' });
    expect(await findings()).toEqual([]);
  });
});
