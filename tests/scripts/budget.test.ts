import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { FIRST_LOAD_LIMIT, weigh } from '../../scripts/budget.mjs';

interface Part {
  readonly code?: string;
  readonly imports?: readonly string[];
  readonly modules?: readonly string[];
}

/** A build whose page loads entry.js and preloads vendor.js. */
function build(parts: Readonly<Record<string, Part>>) {
  const html = `<script type="module" src="./entry.js"></script><link rel="modulepreload" href="./vendor.js">`;
  const chunks = Object.entries(parts).map(([fileName, { code = '1;', imports = [], modules = [] }]) => ({
    fileName,
    code,
    imports,
    moduleIds: modules,
  }));
  return weigh(html, chunks as unknown as Parameters<typeof weigh>[1]);
}

const heavy = randomBytes(FIRST_LOAD_LIMIT).toString('base64');

test('scripts, preloads and all their static imports are the first load; other chunks are not', () => {
  const { weights, violations } = build({
    'entry.js': { imports: ['shared.js'] },
    'vendor.js': {},
    'shared.js': { imports: ['deep.js'] },
    'deep.js': { imports: ['entry.js'] },
    'stage.js': { code: heavy, modules: ['/node_modules/konva/lib/Shape.js'] },
  });
  expect(violations).toEqual([]);
  const first = weights.filter((weight) => weight.first).map(({ file }) => file);
  expect(first.toSorted()).toEqual(['deep.js', 'entry.js', 'shared.js', 'vendor.js']);
});

test('a first load that is too large breaks the budget', () => {
  const { total, violations } = build({ 'entry.js': { imports: ['deep.js'] }, 'deep.js': { code: heavy } });
  expect(total).toBeGreaterThan(FIRST_LOAD_LIMIT);
  expect(violations).toEqual([expect.stringContaining('the limit is 106.5 kB')]);
});

test.each(['konva', 'react-konva', 'openai'])('%s in the first load breaks the budget', (name) => {
  const { violations } = build({ 'entry.js': { modules: [`/home/x/node_modules/${name}/index.js`] } });
  expect(violations).toEqual([`${name} is in entry.js, which the first load fetches.`]);
});

test('a page without a script breaks the budget', () => {
  expect(build({ 'lazy.js': {} }).violations).toEqual(['The page loads no script at all.']);
});
