import * as v from 'valibot';
import { readForm, readJson } from './json.ts';
import type { Relay } from './types.ts';

const List = v.object({ targets: v.array(v.unknown()) });
const Target = v.object({ url: v.string(), path: v.string() });

/** Reads the body of `relay.json`: the relays of the page's own server. Null if it has another form. */
export function readRelays(body: string, page: string): readonly Relay[] | null {
  const list = readJson(List, body);
  if (list === null) return null;
  return list.targets.flatMap((entry) => {
    const target = readForm(Target, entry);
    if (target === null) return [];
    const { url, path } = target;
    return { target: url.replace(/\/$/, ''), url: new URL(path, page).href.replace(/\/$/, '') };
  });
}
