import { screen, waitFor, within } from '@testing-library/react';
import { expect } from 'vitest';
import { openedDialog } from '../helpers/app.tsx';
import type { TestApp } from '../helpers/app.tsx';

/** The line that is typed in, once the palette is open. */
export async function line(): Promise<HTMLInputElement> {
  return within(await openedDialog('Command palette')).getByRole('combobox');
}

/** What is found, each as it reads. */
export function options(): string[] {
  return screen.queryAllByRole('option').map(({ textContent }) => textContent.trim());
}

/** Opens the palette by its keys and types there. */
export async function find({ user }: Pick<TestApp, 'user'>, query: string): Promise<void> {
  await user.keyboard('{Control>}k{/Control}');
  const input = await line();
  await waitFor(() => expect(document.activeElement).toBe(input));
  if (query !== '') await user.keyboard(query);
}

/** The same, and takes what is found first; resolves when the palette is gone. */
export async function choose(app: Pick<TestApp, 'user'>, query: string): Promise<void> {
  await find(app, query);
  await app.user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByRole('dialog', { name: 'Command palette' })).toBeNull());
}
