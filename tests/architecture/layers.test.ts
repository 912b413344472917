import { expect, test } from 'vitest';
import { importsOf } from './imports.ts';
import { isInLayer, violationOf } from './layers.ts';
import { sourceFiles } from './source.ts';

const files = sourceFiles(/\.(?:[cm]?[jt]sx?|css)$/);
const imports = files.flatMap(importsOf);

test('every import keeps to the rules of the house', () => {
  expect(imports.map(violationOf).filter((trespass) => trespass !== null)).toEqual([]);
});

test('every file is in a room', () => {
  expect(files.map(({ path }) => path).filter((path) => !isInLayer(path))).toEqual([]);
});

test('the source was really read: every room has files, and imports between rooms were seen', () => {
  expect(new Set(files.map(({ path }) => path.split('/')[0]))).toEqual(
    new Set(['grounding', 'inference', 'session', 'features', 'theme', 'ui', 'app']),
  );
  const whats = imports.map(({ from, target: what }) => `${from.split('/')[0]} → ${what}`);
  expect(whats).toContain('session → ../grounding/index.ts');
  expect(whats).toContain('app → ../session/react.tsx');
  expect(whats).toContain('app → ./fonts.css');
});

const read = (from: string, text: string) => importsOf({ path: from, text }).map((found) => found.target);

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
])('the reader sees: %s', (_, text) => {
  expect(read('app/a.ts', text)).toEqual(['./x.ts']);
});

test('the reader sees style sheets, and is not misled by comments and strings', () => {
  expect(read('app/a.css', `@import 'tailwindcss';\n@import url("./b.css");`)).toEqual(['tailwindcss', './b.css']);
  expect(read('app/a.ts', `// import './x.ts'\nconst a = "import './y.ts'";`)).toEqual([]);
  expect(read('app/a.ts', 'void import(name);')).toEqual([null]);
  expect(() => read('app/a.ts', 'import {')).toThrow('app/a.ts');
});

const judge = (from: string, what: string | null, handsOn = false) => violationOf({ from, target: what, reexports: handsOn });

test.each([
  ['grounding/parser.ts', 'react', 'a package that grounding may not use'],
  ['grounding/parser.ts', 'node:fs', 'a package that grounding may not use'],
  ['grounding/parser.ts', '../inference/index.ts', 'a room that grounding may not enter'],
  ['inference/client.ts', '../grounding/index.ts', 'a room that inference may not enter'],
  ['inference/client.ts', 'openai-fake', 'a package that inference may not use'],
  ['session/run.ts', 'react', 'a package that session may not use'],
  ['session/run.ts', 'zustand', 'a package that session may not use'],
  ['session/run.ts', './react.tsx', 'the session knows nothing of React'],
  ['session/run.ts', '../grounding/parser.ts', 'grounding is entered by its index.ts'],
  ['session/run.ts', '../grounding', 'grounding is entered by its index.ts'],
  ['session/react.tsx', '../ui/index.ts', 'a room that session may not enter'],
  ['session/react.tsx', '../features/story/index.ts', 'a room that session may not enter'],
  ['ui/Button.tsx', '../session/index.ts', 'a room that ui may not enter'],
  ['ui/Button.tsx', 'konva', 'a package that ui may not use'],
  ['features/story/Story.tsx', '../../inference/index.ts', 'a room that features/story may not enter'],
  ['features/story/Story.tsx', '../stage/index.ts', 'a room that features/story may not enter'],
  ['features/story/Story.tsx', '../../app/App.tsx', 'a room that features/story may not enter'],
  ['features/story/Story.tsx', '../../session/view.ts', 'session is entered by its index.ts'],
  ['features/story/Story.tsx', '../../ui/Button.tsx', 'ui is entered by its index.ts'],
  ['features/story/Story.tsx', 'konva', 'a package that features/story may not use'],
  ['features/story/Story.tsx', 'openai', 'a package that features/story may not use'],
  ['features/shared.ts', '../../ui/index.ts', 'is in no room'],
  ['app/App.tsx', '../features/story/Story.tsx', 'features/story is entered by its index.ts'],
  ['app/App.tsx', '../helpers/feed.ts', 'outside src'],
  ['app/App.tsx', 'openai', 'a package that app may not use'],
  ['app/App.tsx', null, 'nobody can check'],
  ['main.tsx', './app/App.tsx', 'is in no room'],
  ['attic/box.ts', './x.ts', 'is in no room'],
])('%s may not import %s', (from, what, why) => {
  expect(judge(from, what)).toContain(why);
});

test.each([
  ['grounding/parser.ts', './grammar.ts'],
  ['inference/client.ts', 'openai/client'],
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
])('%s may import %s', (from, what) => {
  expect(judge(from, what)).toBeNull();
});

test('only at the door of a room are things handed on', () => {
  expect(judge('ui/Button.tsx', './palette.ts', true)).toContain('only ui/index.ts');
  expect(judge('ui/icons/index.ts', './close.ts', true)).toContain('only ui/index.ts');
  expect(judge('ui/index.ts', './palette.ts', true)).toBeNull();
});

test('a file beside the rooms is noticed', () => {
  expect(['main.tsx', 'features/shared.ts', 'attic/box.ts'].some(isInLayer)).toBe(false);
  expect(['app/main.tsx', 'features/story/Story.tsx'].every(isInLayer)).toBe(true);
});
