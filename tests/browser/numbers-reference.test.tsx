import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { announced, marked, openOutput } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { findings, prefer, steadyPage } from './announced.ts';

const SIZES = [
  [560, 336],
  [560, 336],
  [560, 336],
] as const;

/** The demo text with the box of Ines in image 1 moved away. */
const MOVED = harbour.replace('40,60,180,300', '300,60,440,300');

steadyPage();

/** Opens two runs of one sequence, and compares the second with the first. */
async function openReference(): Promise<TestApp> {
  const app = await openOutput(harbour, SIZES);
  app.session.open({ name: 'moved.txt', text: MOVED });
  await app.user.click(await screen.findByRole('tab', { name: 'Numbers' }));
  await app.user.click(await screen.findByRole('tab', { name: 'Against a reference' }));
  await app.user.selectOptions(await screen.findByRole('combobox', { name: 'Reference' }), 'Run 1');
  await screen.findByRole('table', { name: 'Scores' });
  return app;
}

const cases = (name: string): readonly string[] =>
  within(screen.getByRole('list', { name }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

describe('against another run', () => {
  test('a number lists its boxes, and a box shows its frame on the picture', async () => {
    const app = await openReference();
    await app.user.click(screen.getByRole('button', { name: /^Character precision, frames compared:/ }));
    await announced('The boxes behind Character precision are listed below the table.');
    expect(cases('Boxes behind Character precision').filter((one) => one.startsWith('Invented'))).toHaveLength(1);
    await app.user.click(screen.getByRole('button', { name: /^Invented: char1/ }));
    await waitFor(() => expect(marked('box').filter(({ dataset }) => dataset['box'] === 'invented')).toHaveLength(1));
    expect(marked('box').filter(({ dataset }) => dataset['box'] === 'missed')).toHaveLength(1);
  });

  test('the filter takes boxes from the picture and the list', async () => {
    const app = await openReference();
    app.session.view.show(1 as never);
    await waitFor(() => expect(marked('box').some(({ dataset }) => dataset['box'] === 'missed')).toBe(true));
    await app.user.click(screen.getByRole('checkbox', { name: 'Missed (1), dashed' }));
    await waitFor(() => expect(marked('box').some(({ dataset }) => dataset['box'] === 'missed')).toBe(false));
    expect(cases('Boxes behind F1').some((one) => one.startsWith('Missed'))).toBe(false);
  });

  test('the picture shows the boxes only while the comparison is open', async () => {
    const app = await openReference();
    app.session.view.show(1 as never);
    await waitFor(() => expect(marked('box').some(({ dataset }) => dataset['box'] === 'missed')).toBe(true));
    await app.user.click(screen.getByRole('tab', { name: 'Raw' }));
    await waitFor(() => expect(marked('box').some(({ dataset }) => dataset['box'] === 'missed')).toBe(false));
  });
});

describe('against a file', () => {
  const row = (id: string, text: string): string => {
    const [thinking = '', story = ''] = text.split('</think>');
    return JSON.stringify({ story_id: id, chain_of_thought: thinking.replace('<think>', ''), story });
  };

  test('the row of the story is chosen by its ID, and another one can be chosen', async () => {
    const app = await openOutput(harbour, SIZES);
    await app.user.click(screen.getByRole('tab', { name: 'Numbers' }));
    await app.user.click(await screen.findByRole('tab', { name: 'Against a reference' }));
    const file = new File([`${row('7', MOVED)}\n${row('8', harbour)}`], 'rows.jsonl');
    await app.user.upload(await screen.findByLabelText('Reference file'), file);
    await announced('Compared with rows.jsonl, 7.');
    expect(screen.getByRole('button', { name: /^F1, frames compared: 0\./ })).toBeDefined();
    await app.user.selectOptions(screen.getByRole('combobox', { name: 'Story (2 outputs in the file)' }), '8');
    expect(await screen.findByRole('button', { name: /^F1, frames compared: 1\.0000/ })).toBeDefined();
  });

  test('that has no output is explained', async () => {
    const app = await openOutput(harbour, SIZES);
    await app.user.click(screen.getByRole('tab', { name: 'Numbers' }));
    await app.user.click(await screen.findByRole('tab', { name: 'Against a reference' }));
    await app.user.upload(await screen.findByLabelText('Reference file'), new File(['PAR'], 'x.parquet'));
    expect((await screen.findByRole('alert')).textContent).toContain('not a parquet file');
  });
});

describe.each(['light', 'dark'] as const)('axe finds nothing in %s', (scheme) => {
  beforeEach(async () => prefer(scheme));

  test('in a comparison with the boxes of a number', async () => {
    const app = await openReference();
    await app.user.click(screen.getByRole('button', { name: /^Recall, as in the paper:/ }));
    await app.user.click(screen.getByRole('button', { name: 'mAP' }));
    expect(await findings()).toEqual([]);
  });
});
