// Who types there means letters by them, and a window or a menu has keys of its own.
const TYPES =
  'input:not([type=checkbox], [type=radio], [type=button], [type=range]), textarea, select, [contenteditable=true], [role=dialog], [role=menu], [role=listbox], [role=combobox]';
// What is moved through by arrows.
const STEPS = 'input, [role=tablist], [role=grid], [role=separator], [role=toolbar], [role=slider]';
// What scrolls by them; the story scrolls with the frames.
const SCROLLS = '[role=region][tabindex="0"]:not([aria-label="Story"])';

/** Whether a key pressed there is heard by the whole page: it was nobody's yet, has no modifier, and types nothing. */
export function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  return !isIn(event.target, TYPES);
}

/** Whether an arrow key, Home or End pressed there moves within something of its own. */
export function movesWithin({ target }: KeyboardEvent): boolean {
  return isIn(target, STEPS) || (target instanceof Element && target.matches(SCROLLS));
}

function isIn(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}
