let count = 0;

/** An ID that is unique in this page. A page served over http on a local network has no `crypto.randomUUID`. */
export function nextId(kind: 'frame' | 'run'): string {
  count += 1;
  return `${kind}-${count}`;
}
