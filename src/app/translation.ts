/**
 * Keeps the page alive while a browser translates it. A translator replaces text nodes by `<font>` elements (Chrome, also
 * extensions), or moves them into one. React does not know that: it would throw NotFoundError when it removes such a
 * text or inserts something before it, and the page would become empty; and a text that grows would not be seen.
 *
 * - A text that React removes or inserts before is looked up at the place of its translation.
 * - A text that React changes comes back in place of its translation. The translator then translates it again.
 *
 * The observer is needed because a translator runs outside of the page's scripts: the page only sees its changes.
 *
 * @param root the element whose content may be translated.
 */
export function surviveTranslation(root: Node): void {
  const translations = new WeakMap<Node, Element>();
  const changed = new MutationObserver((records) => {
    for (const { target } of records) {
      const translation = translations.get(target);
      if (target.parentNode === null && translation?.isConnected === true) translation.replaceWith(target);
    }
  });
  const replaced = new MutationObserver((records) => {
    for (const record of records) {
      for (const text of record.removedNodes) {
        if (!(text instanceof Text)) continue;
        const translation = [record.addedNodes[0], record.previousSibling, record.nextSibling].find(isFont);
        if (translation === undefined) continue;
        translations.set(text, translation);
        changed.observe(text, { characterData: true });
      }
    }
  });
  replaced.observe(root, { childList: true, subtree: true });

  /** The child of `parent` that is or shows this node; null if there is none. */
  const shownBy = (parent: Node, node: Node): Node | null => {
    if (node.parentNode === parent) return node;
    for (const start of [node, translations.get(node)]) {
      let at: Node | null = start ?? null;
      while (at !== null && at.parentNode !== parent) at = at.parentNode;
      if (at !== null) return at;
    }
    return null;
  };
  // oxlint-disable-next-line unbound-method -- called with the node that they belong to
  const { removeChild, insertBefore } = Node.prototype;
  Node.prototype.removeChild = function remove<Child extends Node>(this: Node, child: Child): Child {
    const shown = shownBy(this, child);
    if (shown !== null) removeChild.call(this, shown);
    return child;
  };
  Node.prototype.insertBefore = function insert<Child extends Node>(
    this: Node,
    node: Child,
    before: Node | null,
  ): Child {
    insertBefore.call(this, node, before === null ? null : shownBy(this, before));
    return node;
  };
}

const isFont = (node: Node | null | undefined): node is Element => node instanceof Element && node.localName === 'font';
