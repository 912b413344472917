import { screen, within } from '@testing-library/react';
import { marked } from '../helpers/app.tsx';

/** The tiles of the strip, in order. */
export function tiles(): HTMLElement[] {
  return within(screen.getByRole('region', { name: 'Filmstrip' })).getAllByRole('button', { name: /^Frame \d/ });
}

export function tile(number: number): HTMLElement {
  const found = tiles()[number - 1];
  if (!found) throw new Error(`No tile ${number}`);
  return found;
}

/** The description of each tile without the part about its keys. */
export function known(): string[] {
  return tiles().map((one) => (one.getAttribute('aria-description') ?? '').replace(/(?:^|\. )Press Space.*$/, ''));
}

/** The mark of an entity below a tile. */
export function mark(number: number, id: string): HTMLElement {
  const item = tile(number).closest('li');
  const found = item && marked('mark', item).find(({ dataset }) => dataset['mark'] === id);
  if (!found) throw new Error(`No mark of ${id} below tile ${number}`);
  return found;
}

/** The visible outlines of the highlighted entities over a tile. */
export function litOver(number: number): HTMLElement[] {
  const outlines = [...tile(number).querySelectorAll<HTMLElement>('.invisible')];
  return outlines.filter((line) => getComputedStyle(line).visibility === 'visible');
}
