import type { Range, Span, StoryFrame } from '../../grounding/base.ts';

/**
 * The range in the completion of the words that are selected in the story, without the spaces around them. Null if
 * nothing is selected there, or if the selection goes beyond one section.
 *
 * @param group the element whose children are the sections of the story, in their order
 */
export function selectedWords(
  selection: Selection | null,
  group: Element,
  story: readonly StoryFrame[],
): { readonly at: Range; readonly area: DOMRect } | null {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return null;
  const selected = selection.getRangeAt(0);
  const paragraph = paragraphOf(selected.startContainer, group);
  if (paragraph === null || paragraph !== paragraphOf(selected.endContainer, group)) return null;
  const section = [...group.children].findIndex((child) => child.contains(paragraph));
  const spans = story[section]?.spans ?? [];
  const words = selected.toString();
  const lead = words.length - words.trimStart().length;
  const from = lengthBefore(paragraph, selected.startContainer, selected.startOffset) + lead;
  const at = rangeOf(spans, from, from + words.trim().length);
  return at === null ? null : { at, area: selected.getBoundingClientRect() };
}

function paragraphOf(node: Node, group: Element): Element | null {
  const element = node instanceof Element ? node : node.parentElement;
  const paragraph = element?.closest('section > p') ?? null;
  return paragraph !== null && group.contains(paragraph) ? paragraph : null;
}

/** How many characters of the story are before a point of a paragraph. The marks of empty mentions are not the story's. */
function lengthBefore(paragraph: Element, node: Node, offset: number): number {
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  const copy = before.cloneContents();
  for (const mark of copy.querySelectorAll('small')) mark.remove();
  return copy.textContent.length;
}

/** The range in the completion of the visible characters `from` to `to` of a section. */
function rangeOf(spans: readonly Span[], from: number, to: number): Range | null {
  let start: number | null = null;
  let seen = 0;
  for (const [i, { text, at }] of spans.entries()) {
    // The page does not show the white space after the frame's tag.
    const { length } = i === 0 ? text.trimStart() : text;
    const shownAt = at[1] - length;
    if (start === null && from < seen + length) start = shownAt + from - seen;
    if (start !== null && to <= seen + length) return to > from ? [start, shownAt + to - seen] : null;
    seen += length;
  }
  return null;
}
