// Text fields, where keys type letters, and dialogs and menus, which have their own keys.
const TYPING =
  'input:not([type=checkbox], [type=radio], [type=button], [type=range]), textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox], [role=combobox]';
// Elements in which the arrow keys move.
const ARROW_WIDGETS = 'input, [role=tablist], [role=grid], [role=separator], [role=toolbar], [role=slider]';
// Regions that scroll with the arrow keys. The story is not one of them: there the arrow keys change the frame.
const SCROLL_REGIONS = '[role=region][tabindex="0"]:not([aria-label="Story"])';

/**
 * Whether a key is a page-wide shortcut: no other listener has used it, it has no modifier, and it does not type text.
 */
export function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  return !isIn(event.target, TYPING);
}

/**
 * The name of a pressed key. Letters are in lower case, also with Caps Lock. On a keyboard of another script (Cyrillic,
 * Greek, Hebrew …), it is the Latin letter at the same position.
 */
export function keyOf({ key, code, shiftKey }: KeyboardEvent): string {
  if (key.length !== 1) return key;
  if (key.charCodeAt(0) < 128) return key.toLowerCase();
  if (code === 'Slash' && shiftKey) return '?';
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? key;
}

/** Whether an arrow key, Home or End moves within the focused element. */
export function movesWithin({ target }: KeyboardEvent): boolean {
  return isIn(target, ARROW_WIDGETS) || (target instanceof Element && target.matches(SCROLL_REGIONS));
}

function isIn(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
