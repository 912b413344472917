import { expect, test } from 'vitest';
import { domAttributesOf } from './dom-attributes.ts';
import { layerOf } from './layers.ts';
import { isScript, sourceFiles } from './source.ts';

/** Violations that are still in the code. Remove them from this list when they are fixed, and add none. */
const KNOWN: readonly string[] = [];

/** One line for each attribute that a feature queries although only other features write it. */
function foreignQueries(files: readonly { path: string; text: string }[]): readonly string[] {
  const writers = new Map<string, Set<string>>();
  const attributes = files.map((file) => ({ layer: layerOf(file.path), ...domAttributesOf(file) }));
  for (const { layer, writes } of attributes) {
    for (const name of writes) writers.set(name, (writers.get(name) ?? new Set()).add(layer));
  }
  const found = attributes
    .filter(({ layer }) => layer.startsWith('features/'))
    .flatMap(({ layer, queries }) =>
      [...queries].flatMap((name) => {
        const writtenBy = [...(writers.get(name) ?? [])];
        const isForeign =
          writtenBy.length > 0 && writtenBy.every((other) => other !== layer && other.startsWith('features/'));
        return isForeign ? [`${layer} queries ${name}, which ${writtenBy.join(' and ')} writes`] : [];
      }),
    );
  return [...new Set(found)];
}

test('no feature queries a DOM attribute that another feature writes, except the known ones', () => {
  expect(foreignQueries(sourceFiles(/./).filter(isScript)).toSorted()).toEqual(KNOWN);
});

test('a feature that queries the attribute of another feature is found', () => {
  const writer = { path: 'features/story/Mention.tsx', text: 'const a = <span data-at="1" />;' };
  const reader = { path: 'features/keys/keys.ts', text: "document.querySelector('[data-at]');" };
  expect(foreignQueries([writer, reader])).toEqual(['features/keys queries data-at, which features/story writes']);
  expect(foreignQueries([writer, { ...reader, path: 'features/story/keys.ts' }])).toEqual([]);
});

test.each([
  ['const a = <span data-at="1" />;', ['data-at'], []],
  ["const a = <span {...{ 'data-at': 1 }} />;", ['data-at'], []],
  ["element.dataset.frameNo = '1';", ['data-frame-no'], []],
  ["element.setAttribute('data-at', '1');", ['data-at'], []],
  ["element.closest('[data-at]');", [], ['data-at']],
  ['element.querySelector(`li [data-at="${at}"] [data-id]`);', [], ['data-at', 'data-id']],
  ["element.getAttribute('data-at');", [], ['data-at']],
  ["element.hasAttribute('data-at');", [], ['data-at']],
])('domAttributesOf reads: %s', (text, writes, queries) => {
  const found = domAttributesOf({ path: 'features/story/a.tsx', text });
  expect([[...found.writes], [...found.queries]]).toEqual([writes, queries]);
});
