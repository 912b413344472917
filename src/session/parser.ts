import type * as Parsing from '../grounding/parsing.ts';
import type * as Engine from './engine.ts';
import type * as Run from './run.ts';

type Loaded = typeof Parsing & typeof Run & typeof Engine;

let loaded: Loaded | null = null;

/**
 * Loads the parser and the code of a run, which are needed before the first completion. Null if they are loaded already.
 * Rejects if they cannot be downloaded.
 */
export function loadParser(): Promise<void> | null {
  return loaded === null ? load() : null;
}

async function load(): Promise<void> {
  const parts = [import('../grounding/parsing.ts'), import('./run.ts'), import('./engine.ts')] as const;
  const [parsing, run, engine] = await Promise.all(parts);
  loaded = { ...parsing, ...run, ...engine };
}

/** The parser and the code of a run. Throws before it is loaded, but no run exists before that. */
export function parser(): Loaded {
  if (loaded === null) throw new Error('The parser is not loaded');
  return loaded;
}
