// `npm run bench`: bundles each tests/bench/*.bench.ts for Node and runs it in its own process, so that no
// benchmark profits from code that another has warmed up. `npm run bench -- parser` runs those with "parser" in their name.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const folder = fileURLToPath(new URL('../tests/bench', import.meta.url));
// Inside node_modules, so that Node finds the packages that a benchmark compares with, unbundled.
const bundles = fileURLToPath(new URL('../node_modules/.cache/bench', import.meta.url));

const [wanted = ''] = process.argv.slice(2);
const benches = readdirSync(folder).filter((name) => name.endsWith('.bench.ts') && name.includes(wanted));
if (benches.length === 0) throw new Error(`No benchmark in tests/bench has a name like "${wanted}".`);

mkdirSync(bundles, { recursive: true });
const files = await Promise.all(benches.map(bundle));
for (const file of files) {
  const { status } = spawnSync(process.execPath, ['--expose-gc', file], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}

/** @param {string} name of a benchmark @returns {Promise<string>} the file that Node can run */
async function bundle(name) {
  const file = join(bundles, name.replace(/\.ts$/, '.mjs'));
  const build = await rolldown({
    input: join(folder, name),
    platform: 'node',
    external: (id) => !id.startsWith('.') && !isAbsolute(id),
  });
  await build.write({ file, format: 'esm' });
  await build.close();
  return file;
}
