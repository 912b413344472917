import { screen, waitFor, within } from '@testing-library/react';
import { expect } from 'vitest';
import { openedDialog } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';

/** The search field of the open palette. */
export async function line(): Promise<HTMLInputElement> {
  return within(await openedDialog('Command palette')).getByRole('combobox');
}

/** The text of each result. */
export function options(): string[] {
  return screen.queryAllByRole('option').map(({ textContent }) => textContent.trim());
}

/** Opens the palette by its keys and types a query. */
export async function find({ user }: Pick<TestApp, 'user'>, query: string): Promise<void> {
  await user.keyboard('{Control>}k{/Control}');
  const input = await line();
  await waitFor(() => expect(document.activeElement).toBe(input));
  if (query !== '') await user.keyboard(query);
}

/** Types a query and chooses the first result; resolves when the palette has closed. */
export async function choose(app: Pick<TestApp, 'user'>, query: string): Promise<void> {
  await find(app, query);
  await app.user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Command palette' })).toBeNull());
}
