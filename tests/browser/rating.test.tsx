import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { harbour } from '../fixtures/harbour.ts';
import { announced, openEnded, openedDialog } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { findings, prefer, steadyPage } from './announced.ts';

steadyPage();

/** The app with two runs of one sequence, and the rating's dialog. */
async function openDialog(): Promise<TestApp & { readonly dialog: HTMLElement }> {
  const app = await openEnded(harbour);
  app.session.open({ name: 'other.txt', text: harbour.replace('Ines</gdo> <gda', 'Marta</gdo> <gda') });
  await waitFor(() => expect(Object.keys(app.session.records.getState().runs)).toHaveLength(2));
  app.session.view.choose({ overlay: 'rating' });
  return { ...app, dialog: await openedDialog('Rate stories') };
}

async function start(blind = true): Promise<TestApp> {
  const { dialog, ...app } = await openDialog();
  await app.user.type(within(dialog).getByRole('textbox', { name: 'Rater' }), 'Ann');
  if (!blind) await app.user.click(within(dialog).getByRole('checkbox', { name: /^Blind/ }));
  await app.user.click(within(dialog).getByRole('button', { name: 'Start the rating' }));
  await screen.findByRole('region', { name: 'Rating' });
  return app;
}

const bar = (): HTMLElement => screen.getByRole('region', { name: 'Rating' });

describe('the start of a rating', () => {
  test('needs a name, and a whole number as size and seed', async () => {
    const { user, dialog } = await openDialog();
    const button = within(dialog).getByRole('button', { name: 'Start the rating' });
    expect(button).toBeDisabled();
    await user.type(within(dialog).getByRole('textbox', { name: 'Rater' }), 'Ann');
    expect(button).toBeEnabled();
    await user.type(within(dialog).getByRole('textbox', { name: 'Sample size' }), 'x');
    expect(button).toBeDisabled();
    expect(within(dialog).getByText('2 stories.')).toBeDefined();
  });
});

describe('a rating', () => {
  test('goes through the stories, and keeps scores and inventions of each', async () => {
    const { user, session } = await start();
    expect(bar().textContent).toContain('Story 1 of 2');
    await user.click(within(bar()).getAllByRole('radio', { name: '4' })[0] as HTMLElement);
    await user.click(within(bar()).getAllByRole('radio', { name: '2' })[1] as HTMLElement);
    await user.keyboard('e4');
    await waitFor(() => expect(bar().textContent).toContain('1 invention'));
    const { run } = session.view.store.getState().place;
    expect(session.records.getState().runs[run ?? '']).toMatchObject({
      scores: [{ rater: 'Ann', description: 4, creativity: 2 }],
      verdicts: [{ rater: 'Ann', verdict: 'invented' }],
    });
    await user.click(within(bar()).getByRole('button', { name: 'Next story' }));
    await announced('Story 2 of 2.');
    await waitFor(() => expect(bar().textContent).toContain('0 inventions'));
    expect(session.view.store.getState().place.run).not.toBe(run);
    await user.click(within(bar()).getByRole('button', { name: 'Previous story' }));
    await waitFor(() => expect(bar().textContent).toContain('1 invention'));
  });

  test('hides model, run and facts while it is blind, and shows them otherwise', async () => {
    const { session, user } = await start();
    const header = screen.getByRole('banner');
    expect(header.textContent).not.toMatch(/other\.txt|QwenStoryteller|Done/);
    expect(screen.queryByRole('button', { name: /^Run \d of 2/ })).toBeNull();
    expect(screen.queryByRole('region', { name: 'Run facts' })).toBeNull();
    await user.click(within(bar()).getByRole('button', { name: 'End the rating' }));
    await openedDialog('Rate stories');
    expect(session.view.store.getState().rating).toBeNull();
    await user.keyboard('{Escape}');
    expect(await screen.findByRole('button', { name: /Run \d of 2/ })).toBeDefined();
  });
});

describe('the files of raters', () => {
  const file = (rater: string, values: readonly string[]): File =>
    new File(
      [
        `rater,output,model,item,target,value,note\n${values.map((value, i) => `${rater},o${i},m,description,,${value},`).join('\n')}`,
      ],
      `${rater}.csv`,
    );

  test('are merged to means and Krippendorff’s α', async () => {
    const { user, dialog } = await openDialog();
    await user.upload(within(dialog).getByLabelText('Merge files of raters'), [
      file('Ann', ['1', '2', '5']),
      file('Ben', ['1', '2', '4']),
    ]);
    expect(await within(dialog).findByText('2 raters: Ann, Ben')).toBeDefined();
    expect(within(dialog).getByRole('row', { name: /^Description \(ordinal\)/ }).textContent).toMatch(/\)0\.\d{3}3$/);
    expect(within(dialog).getByRole('row', { name: /^m / }).textContent).toBe('m3–2.50–');
    await announced('6 ratings read.');
  });
});

describe.each(['light', 'dark'] as const)('axe finds nothing in a rating, in %s', (scheme) => {
  test.each([
    ['wide', 1280, 800],
    ['narrow', 390, 844],
  ])('on a %s screen', async (_, width, height) => {
    await prefer(scheme);
    await page.viewport(width, height);
    const { dialog, user } = await openDialog();
    expect(await findings()).toEqual([]);
    await user.type(within(dialog).getByRole('textbox', { name: 'Rater' }), 'Ann');
    await user.click(within(dialog).getByRole('button', { name: 'Start the rating' }));
    await screen.findByRole('region', { name: 'Rating' });
    await user.keyboard('e');
    await screen.findByRole('region', { name: 'Walk over the audit' });
    expect(await findings()).toEqual([]);
  });
});
