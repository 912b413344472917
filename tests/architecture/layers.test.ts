import { expect, test } from 'vitest';
import { importsOf } from './imports.ts';
import { isInLayer, violationOf } from './layers.ts';
import { sourceFiles } from './source.ts';

const files = sourceFiles(/\.(?:[cm]?[jt]sx?|css)$/);
const imports = files.flatMap(importsOf);

test('every import follows the rules of the layers', () => {
  expect(imports.map(violationOf).filter((violation) => violation !== null)).toEqual([]);
});

test('every file is in a layer', () => {
  expect(files.map(({ path }) => path).filter((path) => !isInLayer(path))).toEqual([]);
});

test('the tests read the real source: every layer has files, and imports between layers are found', () => {
  expect(new Set(files.map(({ path }) => path.split('/')[0]))).toEqual(
    new Set(['grounding', 'inference', 'formats', 'session', 'features', 'theme', 'ui', 'app']),
  );
  const found = imports.map(({ from, target }) => `${from.split('/')[0]} → ${target}`);
  expect(found).toContain('session → ../grounding/base.ts');
  expect(found).toContain('app → ../session/react.tsx');
  expect(found).toContain('app → ./fonts.css');
});

const read = (from: string, text: string) => importsOf({ path: from, text }).map(({ target }) => target);

test.each([
  ['import', `import { a } from './x.ts';`],
  ['import for its effect', `import './x.ts';`],
  ['import of types', `import type { A } from './x.ts';`],
  ['import of one type', `import { type A } from './x.ts';`],
  ['export from', `export { a } from './x.ts';`],
  ['export of types from', `export type { A } from './x.ts';`],
  ['export all', `export * from './x.ts';`],
  ['export all as', `export * as all from './x.ts';`],
  ['dynamic import', `const all = () => import('./x.ts');`],
  ['dynamic import by template', 'void import(`./x.ts`);'],
  ['type of an import', `type A = import('./x.ts').A;`],
  ['typeof an import', `type A = typeof import('./x.ts');`],
  ['import by require', `import a = require('./x.ts');`],
  ['require', `const a = require('./x.ts');`],
  ['glob', `const all = import.meta.glob('./x.ts', { eager: true });`],
  ['globs', `const all = import.meta.glob(['./x.ts']);`],
  ['worker', `new Worker(new URL('./x.ts', import.meta.url), { type: 'module' });`],
])('importsOf finds: %s', (_, text) => {
  expect(read('app/a.ts', text)).toEqual(['./x.ts']);
});

test('importsOf reads style sheets, and ignores comments and strings', () => {
  expect(read('app/a.css', `@import 'tailwindcss';\n@import url("./b.css");`)).toEqual(['tailwindcss', './b.css']);
  expect(read('app/a.ts', `// import './x.ts'\nconst a = "import './y.ts'";`)).toEqual([]);
  expect(read('app/a.ts', 'void import(name);')).toEqual([null]);
  expect(() => read('app/a.ts', 'import {')).toThrow('app/a.ts');
});

const judge = (from: string, target: string | null, reexports = false) => violationOf({ from, target, reexports });

test.each([
  ['grounding/parser.ts', 'react', 'a package that grounding may not use'],
  ['grounding/parser.ts', 'node:fs', 'a package that grounding may not use'],
  ['grounding/parser.ts', '../inference/index.ts', 'a layer that grounding may not import'],
  ['inference/client.ts', '../grounding/index.ts', 'a layer that inference may not import'],
  ['inference/client.ts', 'openai-fake', 'a package that inference may not use'],
  ['session/run.ts', 'react', 'a package that session may not use'],
  ['session/run.ts', 'zustand', 'a package that session may not use'],
  ['session/run.ts', './react.tsx', 'the session must not depend on React'],
  ['session/run.ts', '../grounding/parser.ts', 'grounding must be imported through its index.ts'],
  ['session/run.ts', '../grounding', 'grounding must be imported through its index.ts'],
  ['session/react.tsx', '../ui/index.ts', 'a layer that session may not import'],
  ['session/react.tsx', '../features/story/index.ts', 'a layer that session may not import'],
  ['ui/Button.tsx', '../session/index.ts', 'a layer that ui may not import'],
  ['ui/Button.tsx', 'konva', 'a package that ui may not use'],
  ['features/story/Story.tsx', '../../inference/index.ts', 'a layer that features/story may not import'],
  ['features/story/Story.tsx', '../stage/index.ts', 'a layer that features/story may not import'],
  ['features/story/Story.tsx', '../../app/App.tsx', 'a layer that features/story may not import'],
  ['features/story/Story.tsx', '../../session/view.ts', 'session must be imported through its index.ts'],
  ['features/story/Story.tsx', '../../ui/Button.tsx', 'ui must be imported through its index.ts'],
  ['features/story/Story.tsx', 'konva', 'a package that features/story may not use'],
  ['features/story/Story.tsx', 'openai', 'a package that features/story may not use'],
  ['features/shared.ts', '../../ui/index.ts', 'is in no layer'],
  ['app/App.tsx', '../features/story/Story.tsx', 'features/story must be imported through its index.ts'],
  ['app/App.tsx', '../../tests/helpers/feed.ts', 'outside src'],
  ['app/App.tsx', 'openai', 'a package that app may not use'],
  ['app/App.tsx', null, 'cannot check'],
  ['main.tsx', './app/App.tsx', 'is in no layer'],
  ['other/box.ts', './x.ts', 'is in no layer'],
])('%s may not import %s', (from, target, why) => {
  expect(judge(from, target)).toContain(why);
});

test.each([
  ['grounding/parser.ts', './grammar.ts'],
  ['inference/client.ts', 'openai/client'],
  ['inference/refusal.ts', '../grounding/counts.ts'],
  ['session/run.ts', 'zustand/vanilla'],
  ['session/run.ts', '../inference/index.ts'],
  ['session/react.tsx', 'zustand/react/shallow'],
  ['session/react.tsx', './index.ts'],
  ['ui/Dialog.tsx', 'radix-ui'],
  ['features/stage/Drawing.tsx', 'konva/lib/shapes/Rect'],
  ['features/stage/Drawing.tsx', '../../session/react.tsx'],
  ['features/stage/Drawing.tsx', './deep/down.ts'],
  ['app/App.tsx', '../features/stage/index.ts'],
  ['app/demo.ts', './demo/*.webp?url'],
])('%s may import %s', (from, target) => {
  expect(judge(from, target)).toBeNull();
});

test('only the index file of a layer may export what it imports', () => {
  expect(judge('ui/Button.tsx', './palette.ts', true)).toContain('only ui/index.ts');
  expect(judge('ui/icons/index.ts', './close.ts', true)).toContain('only ui/index.ts');
  expect(judge('ui/index.ts', './palette.ts', true)).toBeNull();
});

test('a file outside every layer is found', () => {
  expect(['main.tsx', 'features/shared.ts', 'other/box.ts'].some(isInLayer)).toBe(false);
  expect(['app/main.tsx', 'features/story/Story.tsx'].every(isInLayer)).toBe(true);
});
