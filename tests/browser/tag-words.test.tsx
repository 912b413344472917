import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { harbour } from '../fixtures/harbour.ts';
import { announced, mention, openEnded, openRun, story } from '../helpers/app.tsx';

/** Selects words of the story, as a drag of the pointer does. */
function select(words: string): void {
  const walker = document.createTreeWalker(story(), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const at = node.textContent?.indexOf(words) ?? -1;
    if (at >= 0) getSelection()?.setBaseAndExtent(node, at, node, at + words.length);
  }
}
const dialog = async (name: string): Promise<HTMLElement> => screen.findByRole('dialog', { name });

test('selected words are tagged, by pointer', async () => {
  const { session, user } = await openEnded(harbour);
  select('him');
  await user.click(await screen.findByRole('button', { name: 'Tag words' }));
  const shown = within(await dialog('Tag “him”'));
  await user.click(shown.getByRole('checkbox', { name: 'Tom (char2)' }));
  expect(shown.getByRole('status').textContent).toBe('Tag “him” as gdo char2.');
  await user.click(shown.getByRole('button', { name: 'Tag' }));
  await waitFor(() => expect(mention('him').dataset['entities']).toBe('char2'));
  expect(session.page.getState().run?.completion).toContain('sight of <gdo char2>him</gdo> behind');
  await announced('Tag “him” as gdo char2');
});

test('the tag of a mention is changed, and removed, by keyboard', async () => {
  const { user } = await openEnded(harbour);
  mention('the nets').focus();
  await user.keyboard('t');
  const shown = within(await dialog('Tag “the nets”'));
  expect(shown.getByRole('checkbox', { name: 'bg1' })).toHaveProperty('checked', true);
  await user.selectOptions(shown.getByRole('combobox', { name: 'Kind' }), 'Person or thing');
  await user.click(shown.getByRole('textbox', { name: 'Another ID' }));
  await user.keyboard('obj7{Enter}');
  await waitFor(() => expect(mention('the nets').dataset['entities']).toBe('bg1 obj7'));
  expect(mention('the nets').dataset['tag']).toBe('gdo');
  mention('the nets').focus();
  await user.keyboard('t');
  await user.click(await screen.findByRole('button', { name: 'Remove the tag' }));
  await waitFor(() => expect(() => mention('the nets')).toThrow('No mention'));
  expect(story().textContent).toContain('behind the nets.');
});

test('words across a tag are explained', async () => {
  const { user } = await openEnded(harbour);
  const [from, to] = [mention('the boy').firstChild!, mention('ran').firstChild!];
  getSelection()?.setBaseAndExtent(from, 4, to, 3);
  await user.click(await screen.findByRole('button', { name: 'Tag words' }));
  const shown = within(await dialog('Tag “boy ran”'));
  await user.click(shown.getByRole('checkbox', { name: 'Tom (char2)' }));
  expect(shown.getByRole('status').textContent).toBe('The words cross a tag. Select words inside or outside of it.');
  expect(shown.getByRole('button', { name: 'Tag' })).toHaveProperty('disabled', true);
});

test('nothing is offered while the story is being written, or for words outside of it', async () => {
  const { call, clock, generating } = await openRun();
  await call.open();
  await call.text(harbour.slice(0, harbour.indexOf('</gdi>')));
  clock.frame();
  await waitFor(() => expect(story().textContent).toContain('early'));
  select('early');
  expect(screen.queryByRole('button', { name: 'Tag words' })).toBeNull();
  await call.end();
  await generating;
  getSelection()?.removeAllRanges();
  select('early');
  expect(await screen.findByRole('button', { name: 'Tag words' })).toBeTruthy();
  getSelection()?.selectAllChildren(screen.getByRole('banner'));
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Tag words' })).toBeNull());
});
