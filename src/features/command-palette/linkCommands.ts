import type { LibraryView } from '../../session/index.ts';
import { copyText } from '../../ui/index.ts';
import { command } from './runCommands.ts';
import type { Item } from './item.ts';

/** The command that copies the address of the place on the page; none if its sequence is not in the library. */
export function linkCommands({ loaded, isShown }: LibraryView): readonly Item[] {
  const address = loaded?.addressHere() ?? null;
  if (loaded === null || address === null || isShown) return [];
  async function copy(): Promise<void> {
    const sentence = (await copyText(address ?? ''))
      ? 'Link copied. It opens this place in this browser, whose library has the sequence.'
      : `The browser does not let the page copy. This is the link: ${address}`;
    loaded?.say({ kind: 'note', sentence });
  }
  return [command('Copy link to this place', () => void copy(), { also: 'address url share bookmark' })];
}
