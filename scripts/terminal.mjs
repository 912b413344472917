// Bundles the terminal commands: each is one file without packages, and its worker another one.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const folder = fileURLToPath(new URL('.', import.meta.url));

/** The folder of the bundles. It is not dist/, which is for web servers. */
const TERMINAL = join(folder, '../dist-terminal');

/** Writes the bundles of all terminal commands. */
export async function buildTerminal() {
  const bundle = await rolldown({
    input: {
      'storylens-audit': join(folder, 'audit/cli.mjs'),
      'storylens-audit-worker': join(folder, 'audit/worker.mjs'),
    },
    platform: 'node',
  });
  await bundle.write({ dir: TERMINAL, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: '[name].mjs' });
  await bundle.close();
}
