// Places in the text, counted in code points as the server counts them.

function counts(node: Node): boolean {
  return !node.parentElement?.closest('[data-not-text]');
}

function codePoints(text: string): number {
  let n = 0;
  for (const _letter of text) n += 1;
  return n;
}

/** Code points of the text of *block* before the boundary (node, offset). */
export function offsetIn(block: Element, node: Node, offset: number): number {
  const range = document.createRange();
  range.selectNodeContents(block);
  range.setEnd(node, offset);
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  let total = 0;
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    if (!range.intersectsNode(text)) break;
    if (!counts(text)) continue;
    const value = text.nodeValue ?? '';
    const upTo = text === range.endContainer ? range.endOffset : value.length;
    total += codePoints(value.slice(0, upTo));
  }
  return total;
}

/** Place of a boundary in the whole text: a block inside may say at which character it begins (data-offset). */
export function placeOf(root: Element, node: Node, offset: number): number {
  const near = node instanceof Element ? node : node.parentElement;
  const block = near?.closest<HTMLElement>('[data-offset]');
  if (block && root.contains(block)) return Number(block.dataset.offset) + offsetIn(block, node, offset);
  return offsetIn(root, node, offset);
}
