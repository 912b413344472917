import { screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';

export const form = (): HTMLElement => screen.getByRole('form', { name: 'Setup' });

/** The field of the setup that has this label. */
export const field = (label: string): HTMLInputElement => within(form()).getByLabelText(label);

export const formButton = (name: string): HTMLElement => within(form()).getByRole('button', { name });

/** The names of all buttons in an element, in order. */
export const buttonsIn = (element: HTMLElement): (string | null)[] =>
  within(element)
    .queryAllByRole('button')
    .map(({ ariaLabel, textContent }) => ariaLabel ?? textContent);

/** The text below a field, as a screen reader hears it. */
export function toldOf(label: string): string {
  const ids = field(label).getAttribute('aria-describedby')?.split(' ') ?? [];
  return ids.map((id) => document.querySelector(`#${CSS.escape(id)}`)?.textContent).join(' ');
}

/** Types a text in place of the one that is there. Braces are no keys: JSON is typed as it is. */
export async function retype(user: UserEvent, label: string, text: string): Promise<void> {
  await user.clear(field(label));
  if (text !== '') await user.type(field(label), text.replaceAll(/[{[]/g, '$&$&'));
}
