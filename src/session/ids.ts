let made = 0;

/** A name that is new in this page. Not `crypto.randomUUID`: a page served over http on a local network has none. */
export function nextId(kind: 'frame' | 'reading'): string {
  made += 1;
  return `${kind}-${made}`;
}
