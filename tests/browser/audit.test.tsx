import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { harbour } from '../fixtures/harbour.ts';
import { announced, marked, mention, openOutput, openRun, stage, story } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';
import { findings, prefer } from './announced.ts';

async function showAudit({ user }: Pick<TestApp, 'user'>): Promise<HTMLElement> {
  await user.click(screen.getByRole('tab', { name: 'Audit' }));
  return screen.findByRole('group', { name: 'Entries of the audit' });
}

const sizes = [1, 2, 3].map(() => [560, 336] as const);
const sentences = (): string[] => marked('entry').map(({ textContent }) => textContent);
const entry = (words: RegExp): HTMLElement => screen.getByRole('button', { name: words });
const choice = (name: string): HTMLElement => screen.getByRole('combobox', { name });

describe('the list of findings', () => {
  test('has each finding as a sentence, with its severity and image', async () => {
    await showAudit(await openOutput(harbour, sizes));
    await waitFor(() =>
      expect(sentences()).toEqual([
        'Finding: The narrative structure lacks Development, Conflict, Turning Point.',
        'Finding: char1 (“she”) has no row in frame 2; its rows are in frames 1, 3.Image 2',
        'Finding: The pronoun “him” is in no tag.Image 2',
        'Finding: bg1 (“the nets”) is in no table.Image 2',
      ]),
    );
    expect(screen.getByText('4 findings')).toBeDefined();
  });

  test('grows while the story is written, at the end of a sentence', async () => {
    const { user, session, clock, call } = await openRun(sizes);
    await user.click(screen.getByRole('tab', { name: 'Audit' }));
    await screen.findByText('No findings so far.');
    const at = harbour.indexOf(' behind');
    await call.text(`${harbour.slice(0, at)}. Tom was the first of them to see it and h`);
    clock.frame();
    await screen.findByRole('button', { name: /The pronoun “him”/ });
    await call.text('e');
    clock.frame();
    await waitFor(() => expect(story().textContent).toContain('see it and he'));
    expect(sentences().filter((text) => text.includes('“he”'))).toEqual([]);
    await call.text(' ran. ');
    clock.frame();
    await screen.findByRole('button', { name: /The pronoun “he”/ });
    session.stop();
  });

  test('is filtered by kind, image and identity, with counts, and shows all again', async () => {
    const app = await openOutput(harbour, sizes);
    await showAudit(app);
    const kind = await screen.findByRole('button', { name: 'Pronoun in no tag 1' });
    await app.user.click(kind);
    await waitFor(() => expect(sentences()).toHaveLength(1));
    expect(kind).toHaveAttribute('aria-pressed', 'true');
    await app.user.click(screen.getByRole('button', { name: 'Show all' }));
    await waitFor(() => expect(sentences()).toHaveLength(4));
    await app.user.selectOptions(choice('Image'), 'Image 2 (3)');
    await waitFor(() => expect(sentences()).toHaveLength(3));
    await app.user.selectOptions(choice('Identity'), 'Ines (char1) (1)');
    await waitFor(() => expect(sentences()).toHaveLength(1));
    await app.user.selectOptions(choice('Image'), 'All images');
    await app.user.selectOptions(choice('Identity'), 'All identities');
    await waitFor(() => expect(sentences()).toHaveLength(4));
  });

  test('says that the checks of words are off for a story in another language', async () => {
    const german =
      '<gdi image1><gdo char1>Ines</gdo> sah den Turm, und <gdo char2>Tom</gdo> hielt den Drachen fest.</gdi>';
    await showAudit(await openOutput(harbour.slice(0, harbour.indexOf('<gdi')) + german, sizes));
    await screen.findByText(/The checks of ungrounded words are off/);
  });

  test('lists all mentions and all boxes, too', async () => {
    const app = await openOutput(harbour, sizes);
    await showAudit(app);
    await app.user.selectOptions(choice('List'), 'All mentions');
    await screen.findByText('12 mentions');
    expect(sentences().slice(0, 2)).toEqual([
      '“Ines”: mention of Ines (char1).Image 1',
      '“watched”: action of Ines (char1).Image 1',
    ]);
    await app.user.selectOptions(choice('List'), 'All boxes');
    await screen.findByText('6 boxes');
    expect(sentences()[0]).toBe('Box 40,60,180,300 of Ines (char1).Image 1');
  });
});

describe('an entry', () => {
  test('leads to its mention in the story and its image', async () => {
    const app = await openOutput(harbour, sizes);
    await showAudit(app);
    await app.user.click(await screen.findByRole('button', { name: /“the nets”/ }));
    await stage(2);
    await waitFor(() => expect(document.activeElement).toBe(mention('the nets')));
    expect(app.session.view.store.getState().selection.pinned?.ids).toEqual(['bg1']);
  });

  test('leads to a word in no tag', async () => {
    const app = await openOutput(harbour, sizes);
    await showAudit(app);
    await app.user.click(await screen.findByRole('button', { name: /“him”/ }));
    await stage(2);
    await waitFor(() => expect(document.activeElement?.textContent).toBe('him'));
    expect(story().contains(document.activeElement)).toBe(true);
  });

  test('leads to its box', async () => {
    const app = await openOutput(harbour.replace('100,90,220,310', '100,90,220,700'), sizes);
    await showAudit(app);
    await app.user.click(await screen.findByRole('button', { name: /is more than a tenth outside/ }));
    const picture = await stage(2);
    await waitFor(() => expect(marked('box', picture).map(({ dataset }) => dataset['lit'])).toEqual(['true']));
  });

  test('is one of one tab stop, in which arrow keys, Home and End move', async () => {
    const app = await openOutput(harbour, sizes);
    await showAudit(app);
    const first = await screen.findByRole('button', { name: /narrative structure/ });
    first.focus();
    await app.user.keyboard('{ArrowDown}');
    expect(document.activeElement).toBe(entry(/“she”/));
    await app.user.keyboard('{End}');
    expect(document.activeElement).toBe(entry(/“the nets”/));
    await app.user.keyboard('{Home}');
    expect(document.activeElement).toBe(first);
    expect(marked('entry').filter(({ tabIndex }) => tabIndex === 0)).toEqual([first]);
  });
});

describe('the walk', () => {
  test('goes through the entries with e and E, announces each, and ends with Escape', async () => {
    const { user } = await openOutput(harbour, sizes);
    await user.keyboard('e');
    const bar = await screen.findByRole('region', { name: 'Walk over the audit' });
    expect(bar.textContent).toContain('Walk 1 of 4');
    await announced('1 of 4: The narrative structure lacks');
    await user.keyboard('e');
    await announced('2 of 4: char1 (“she”) has no row in frame 2');
    await waitFor(() => expect(document.activeElement).toBe(mention('she')));
    await user.keyboard('{Shift>}e{/Shift}');
    await announced('1 of 4:');
    await user.keyboard('{Shift>}e{/Shift}');
    await announced('No further entry.');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('region', { name: 'Walk over the audit' })).toBeNull());
  });

  test('begins at the reader’s mention, and follows the filters', async () => {
    const { user, session } = await openOutput(harbour, sizes);
    session.view.moveTo(harbour.indexOf('<gdl bg1>'));
    await user.keyboard('e');
    const bar = await screen.findByRole('region', { name: 'Walk over the audit' });
    expect(bar.textContent).toContain('Walk 4 of 4');
    await showAudit({ user });
    await user.click(screen.getByRole('button', { name: 'Pronoun in no tag 1' }));
    await waitFor(() => expect(bar.textContent).toContain('no longer in the list'));
    await user.keyboard('e');
    await waitFor(() => expect(bar.textContent).toContain('Walk 1 of 1'));
  });
});

describe('the verdicts', () => {
  const verdicts = ({ session }: Pick<TestApp, 'session'>): unknown[] =>
    Object.values(session.records.getState().runs).flatMap(({ verdicts: all = [] }) =>
      all.map(({ target, verdict, note }) => [target.kind, verdict, note]),
    );

  test('are given with digits during the walk, which moves on, and cleared with 0', async () => {
    const app = await openOutput(harbour, sizes);
    await app.user.keyboard('e4');
    await announced('Invented. 2 of 4: char1 (“she”)');
    await app.user.keyboard('12');
    await announced('Wrong place. 4 of 4:');
    expect(verdicts(app)).toEqual([
      ['phase-missing', 'invented', ''],
      ['other-frame', 'right', ''],
      ['untagged-pronoun', 'wrong-place', ''],
    ]);
    await app.user.keyboard('3');
    await announced('Wrong identity. No further entry. 4 of 4 entries judged.');
    await app.user.keyboard('0');
    await announced('Verdict cleared. 4 of 4:');
    expect(verdicts(app)).toHaveLength(3);
  });

  test('need the walk: without it, digits keep their meaning', async () => {
    const app = await openOutput(harbour, sizes);
    await app.user.keyboard('1');
    await app.user.keyboard('e{Escape}1');
    expect(verdicts(app)).toEqual([]);
  });

  test('win over the keys of the picture while the walk is active', async () => {
    const app = await openOutput(harbour, sizes);
    const picture = await stage(1);
    await app.user.hover(picture);
    await app.user.keyboard('e1');
    await waitFor(() => expect(verdicts(app)).toHaveLength(1));
  });

  test('have a note, in which digits are text', async () => {
    const app = await openOutput(harbour, sizes);
    await app.user.keyboard('ee');
    await app.user.type(await screen.findByRole('textbox', { name: 'Note' }), '2 nets{Enter}');
    expect(verdicts(app)).toEqual([]);
    await waitFor(() => expect(document.activeElement).toBe(mention('she')));
    await app.user.keyboard('4');
    expect(verdicts(app)).toEqual([['other-frame', 'invented', '2 nets']]);
    await app.user.keyboard('{Shift>}e{/Shift}');
    const note = await screen.findByRole('textbox', { name: 'Note' });
    await waitFor(() => expect(note).toHaveValue('2 nets'));
    await app.user.type(note, ' more{Enter}');
    await waitFor(() => expect(verdicts(app)).toEqual([['other-frame', 'invented', '2 nets more']]));
  });

  test('are shown in the list and counted, by run and model', async () => {
    const app = await openOutput(harbour, sizes);
    await showAudit(app);
    await app.user.keyboard('e14');
    expect((await screen.findByRole('button', { name: /narrative structure.*Right/ })).textContent).toContain('Right');
    await app.user.click(screen.getByText('2 of 4 judged: 1 right, 1 invented'));
    const table = await screen.findByRole('table');
    expect(within(table).getAllByRole('row')[1]?.textContent).toBe('Run 1: opened output2 of 41001');
  });

  test('whose target is gone are listed, and can be removed', async () => {
    const app = await openOutput(harbour, sizes);
    await showAudit(app);
    await app.user.keyboard('e1');
    const run = Object.values(app.session.records.getState().runs).at(-1);
    const phases = ['Development', 'Conflict', 'Turning Point'];
    const at = harbour.indexOf('| Conclusion |');
    await app.session.correct({
      completion: run?.completion ?? '',
      replacements: [{ at: [at, at], text: phases.map((phase) => `| ${phase} | They go on | None | 2 |\n`).join('') }],
      label: 'Add phases',
    });
    await screen.findByText('Verdicts whose target is gone');
    await app.user.click(screen.getByRole('button', { name: 'Remove' }));
    await waitFor(() => expect(screen.queryByText('Verdicts whose target is gone')).toBeNull());
  });
});

describe('the marks in the story', () => {
  test('are at each mention and word with a finding', async () => {
    await openOutput(harbour, sizes);
    await waitFor(() =>
      expect(marked('finding', story()).map(({ textContent }) => textContent)).toEqual(['she', 'him', 'the nets']),
    );
    const [she] = marked('finding', story());
    expect(getComputedStyle(she as HTMLElement, '::after').position).toBe('absolute');
  });
});

describe.each(['light', 'dark'] as const)('axe finds nothing in the audit, in %s', (scheme) => {
  test.each([
    ['wide', 1280, 800],
    ['narrow', 390, 844],
  ])('on a %s screen', async (_, width, height) => {
    await prefer(scheme);
    await page.viewport(width, height);
    const app = await openOutput(harbour, sizes);
    const list = await showAudit(app);
    await within(list).findByRole('button', { name: /“she”/ });
    await app.user.keyboard('e');
    await screen.findByRole('region', { name: 'Walk over the audit' });
    expect(await findings()).toEqual([]);
  });
});
