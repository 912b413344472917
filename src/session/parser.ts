import type * as Parsing from '../grounding/parsing.ts';

let loaded: typeof Parsing | null = null;

/**
 * Loads the parser, which is needed before the first completion. Null if it is loaded already. Rejects if it cannot be
 * downloaded.
 */
export function loadParser(): Promise<void> | null {
  return loaded === null ? load() : null;
}

async function load(): Promise<void> {
  loaded = await import('../grounding/parsing.ts');
}

/** The parser. Throws before it is loaded, but no run exists before that. */
export function parser(): typeof Parsing {
  if (loaded === null) throw new Error('The parser is not loaded');
  return loaded;
}
