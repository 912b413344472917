/** An element of the page that the user can see. */
export interface Found {
  /** Its place among all elements of the selector. */
  readonly index: number;
  /** Its accessible name, or its text. */
  readonly name: string;
  readonly text: string;
  /** Of a field. */
  readonly value: string | null;
  /** Its `aria-pressed`, `aria-selected` or `aria-expanded`. */
  readonly on: string | null;
  readonly focused: boolean;
  /** Its `data-` attributes. */
  readonly data: Record<string, string>;
  /** The middle of its first line, in CSS pixels from the top left of the page's window. */
  readonly x: number;
  readonly y: number;
  /** Whether the pointer would hit it there. */
  readonly reachable: boolean;
  readonly [key: string]: string | number | boolean | null | Record<string, string>;
}

/** Finds the visible elements of a selector. It runs in the page, so it must not use names from outside. */
export function findIn(css: string): Found[] {
  const words = (text: string | null | undefined): string => (text ?? '').replaceAll(/\s+/g, ' ').trim();
  const nameOf = (element: HTMLElement): string => {
    const ids = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
    const labels = 'labels' in element ? [...((element.labels as NodeListOf<HTMLElement> | null) ?? [])] : [];
    return words(
      element.getAttribute('aria-label') ??
        (ids.length > 0 ? ids.map((id) => document.getElementById(id)?.textContent).join(' ') : null) ??
        (labels.length > 0 ? labels.map(({ textContent }) => textContent).join(' ') : element.textContent),
    );
  };
  return [...document.querySelectorAll<HTMLElement>(css)].flatMap((element, index) => {
    const [first] = element.getClientRects();
    if (!first || first.width === 0 || !element.checkVisibility({ visibilityProperty: true })) return [];
    const [x, y] = [first.left + first.width / 2, first.top + first.height / 2];
    const hit = document.elementFromPoint(x, y);
    return {
      index,
      name: nameOf(element),
      text: words(element.textContent),
      value: 'value' in element ? String(element.value) : null,
      on:
        ['aria-pressed', 'aria-selected', 'aria-expanded']
          .map((name) => element.getAttribute(name))
          .find((on) => on !== null) ?? null,
      focused: element === document.activeElement,
      data: Object.fromEntries(Object.entries(element.dataset)) as Record<string, string>,
      x,
      y,
      reachable: hit !== null && (element.contains(hit) || hit.contains(element)) && hit !== document.body,
    };
  });
}
