import { describe, expect, test } from 'vitest';
import { sortDropped } from '../../src/session/index.ts';

interface Tree {
  readonly [name: string]: string | Tree;
}

/** A dropped file or folder, as the browser describes it: a reader of a folder gives some entries at a time. */
function entryOf(name: string, content: string | Tree, parent = ''): FileSystemEntry {
  const fullPath = `${parent}/${name}`;
  const common = { name, fullPath, isFile: typeof content === 'string', isDirectory: typeof content !== 'string' };
  if (typeof content === 'string') {
    const type = name.endsWith('.png') ? 'image/png' : '';
    return { ...common, file: (take: FileCallback) => take(new File([content], name, { type })) } as never;
  }
  return {
    ...common,
    createReader() {
      const left = Object.entries(content).map(([inner, of]) => entryOf(inner, of, fullPath));
      return { readEntries: (take: FileSystemEntriesCallback) => take(left.splice(0, 2)) };
    },
  } as never;
}

const sorted = async (tree: Tree): ReturnType<typeof sortDropped> =>
  sortDropped({
    files: [],
    entries: Object.entries(tree).map(([name, content]) => entryOf(name, content)),
    text: '',
  });

const story = '<gdi image1>A <gdo char1>woman</gdo>.</gdi>';

describe('a dropped folder', () => {
  test('has its pictures in natural order, its outputs, and one sentence about the other files', async () => {
    const { pictures, texts, problems } = await sorted({
      harbour: {
        'frame-10.png': '',
        'frame-2.png': '',
        'frame-1.png': '',
        '12_story.txt': story,
        '12_cot.txt': '## Image 1\n| char1 | Ann |',
        '12_metadata.txt': 'frames: 3',
        'requirements.txt': 'torch==2.4\n',
        'weights.bin': '\0',
        'train.py': 'import torch',
      },
    });
    expect(pictures.map(({ name }) => name)).toEqual(['frame-1.png', 'frame-2.png', 'frame-10.png']);
    expect(texts.map(({ name }) => name)).toEqual(['12_cot.txt', '12_metadata.txt', '12_story.txt']);
    expect(problems).toEqual([
      {
        name: 'requirements.txt',
        sentence: '3 other files were left out: requirements.txt, train.py, and weights.bin.',
        files: 3,
      },
    ]);
  });

  test('may have folders, whose files do not mix', async () => {
    const { pictures, texts } = await sorted({
      all: { b: { 'cot.txt': '## Image 1', 'story.txt': story, '1.png': '' }, a: { 'story.txt': story, '2.png': '' } },
    });
    expect(pictures.map(({ name }) => name)).toEqual(['2.png', '1.png']);
    expect(texts.map(({ name }) => name)).toEqual(['a/story.txt', 'b/cot.txt', 'b/story.txt']);
  });

  test('with many other files is described in a short sentence', async () => {
    const files = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.bin`, '']));
    const { problems } = await sorted({ all: files });
    expect(problems.map(({ sentence }) => sentence)).toEqual([
      '20 other files were left out: 0.bin, 1.bin, 2.bin, 3.bin, 4.bin, 5.bin, and 14 more.',
    ]);
  });
});

test('a file that is dropped by itself is read as text, whatever it is called', async () => {
  const files = [new File(['Only words.'], 'notes'), new File(['\0\0\0'], 'b.bin'), new File([''], 'a.HEIC')];
  const { pictures, texts, problems } = await sortDropped({ files, entries: [], text: '' });
  expect(pictures.map(({ name }) => name)).toEqual(['a.HEIC']);
  expect(texts).toEqual([{ name: 'notes', text: 'Only words.' }]);
  expect(problems.map(({ sentence }) => sentence)).toEqual([expect.stringMatching(/^“b.bin” is not a text file/)]);
});
