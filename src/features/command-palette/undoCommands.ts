import { sayCount } from '../../grounding/base.ts';
import type { LibraryView } from '../../session/index.ts';
import type { Item } from './item.ts';

const UNDO_WORDS = ['undo', 'redo', 'back', 'history', 'revert'];

/** The steps that can be undone or redone at the place on the page, the next one first. */
export function undoCommands({ loaded }: LibraryView): readonly Item[] {
  const history = loaded?.history;
  if (history === undefined) return [];
  const scope = history.scope();
  const { past, future } = history.stackOf(scope);
  const item = (how: 'undo' | 'redo', label: string, index: number): Item => ({
    id: `${how} ${index}`,
    group: 'Undo',
    label: `${how === 'undo' ? 'Undo' : 'Redo'}: ${label}`,
    note: index === 0 ? null : `with the ${sayCount(index, 'step')} ${how === 'undo' ? 'after' : 'before'} it`,
    also: UNDO_WORDS.join(' '),
    onlyFor: UNDO_WORDS,
    ...(index === 0 && { keys: how === 'undo' ? ['Mod', 'z'] : ['Shift', 'Mod', 'z'] }),
    choose: () => void history[how](scope, index + 1),
  });
  return [
    ...past.toReversed().map(({ label }, index) => item('undo', label, index)),
    ...future.toReversed().map(({ label }, index) => item('redo', label, index)),
  ];
}
