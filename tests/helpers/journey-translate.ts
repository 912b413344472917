/**
 * Translates the page as a browser does, 20 times a second: each text node that is not translated yet is replaced by
 * `<font><font>` with other words, here the same words in brackets. It runs in the page.
 */
export function translate(): void {
  const isLeftAlone = (node: Node): boolean =>
    node.parentElement?.closest('[translate=no], script, style, textarea, font, svg') !== null;
  const pass = (): void => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: Node[] = [];
    while (walker.nextNode()) texts.push(walker.currentNode);
    for (const text of texts) {
      const words = text.nodeValue?.trim() ?? '';
      if (words === '' || isLeftAlone(text)) continue;
      const outer = document.createElement('font');
      const inner = outer.appendChild(document.createElement('font'));
      inner.textContent = `[${text.nodeValue ?? ''}]`;
      text.parentNode?.replaceChild(outer, text);
    }
  };
  pass();
  setInterval(pass, 50);
}
