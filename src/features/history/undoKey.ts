import { isApple, keyOf } from '../../ui/index.ts';

// Text fields have an undo of their own. Dialogs ask for an answer first.
const OWN_UNDO =
  'input:not([type=checkbox], [type=radio], [type=button], [type=range]), textarea, [contenteditable=true], [role=dialog]';

/** What a pressed key asks for: Ctrl+Z or Cmd+Z undoes, with Shift it redoes. Null for other keys and in text fields. */
export function undoKey(event: KeyboardEvent): 'undo' | 'redo' | null {
  const { ctrlKey, metaKey, altKey, shiftKey, target } = event;
  const modified = isApple() ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  if (!modified || altKey || event.defaultPrevented || keyOf(event) !== 'z') return null;
  if (target instanceof Element && target.closest(OWN_UNDO) !== null) return null;
  return shiftKey ? 'redo' : 'undo';
}
