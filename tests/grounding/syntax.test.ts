import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSyntaxSplitter } from '../../src/grounding/index.ts';
import type { SyntaxPiece } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { realSample } from '../fixtures/real-sample.ts';
import { cut } from '../helpers/feed.ts';

function piecesOf(pieces: readonly string[]): readonly SyntaxPiece[] {
  const splitter = createSyntaxSplitter();
  for (const piece of pieces) splitter.write(piece);
  splitter.end();
  return splitter.pieces;
}

/** The kind of each piece, with its text. */
function read(text: string): [SyntaxPiece['kind'], string][] {
  return piecesOf([text]).map(({ kind, at }) => [kind, text.slice(...at)]);
}

function expectTiles(pieces: readonly SyntaxPiece[], length: number): void {
  let at = 0;
  for (const piece of pieces) {
    expect(piece.at[0]).toBe(at);
    expect(piece.at[1]).toBeGreaterThan(at);
    [, at] = piece.at;
  }
  expect(at).toBe(length);
}

test('each piece of a completion has its kind', () => {
  const text = `<think>
## Image 1

### Objects
| Object ID | Bounding Box |
|---|---|
| obj1 | 1,2,3,4 |
A note.
## Narrative Structure
</think>
<gdi image1>
The <gdo obj1>kite</gdo> fell.
</gdi>`;
  expect(read(text)).toEqual([
    ['tag', '<think>'],
    ['layout', '\n'],
    ['heading', '## Image 1\n'],
    ['layout', '\n'],
    ['heading', '### Objects\n'],
    ['columns', '| Object ID | Bounding Box |\n'],
    ['layout', '|---|---|\n'],
    ['row', '| obj1 | 1,2,3,4 |\n'],
    ['text', 'A note.\n'],
    ['heading', '## Narrative Structure\n'],
    ['tag', '</think>'],
    ['layout', '\n'],
    ['tag', '<gdi image1>'],
    ['text', '\nThe '],
    ['tag', '<gdo obj1>'],
    ['text', 'kite'],
    ['tag', '</gdo>'],
    ['text', ' fell.\n'],
    ['tag', '</gdi>'],
  ]);
});

test('thinking that opens and closes without a tag has no piece', () => {
  expect(read('## Image 1\nA note.\n<gdi image1>Words')).toEqual([
    ['heading', '## Image 1\n'],
    ['text', 'A note.\n'],
    ['tag', '<gdi image1>'],
    ['text', 'Words'],
  ]);
});

test('text that arrives in many pieces is one piece', () => {
  const text = 'A long way home, past <gdx> and 3 < 4.';
  expect(piecesOf(cut(text, [1]))).toEqual([{ kind: 'text', at: [0, text.length] }]);
});

describe('the pieces tile the text', () => {
  test.each([
    ['our sample', harbour],
    ['our sample without its end', harbour.slice(0, -20)],
    ['the real sample', realSample ?? ''],
    ['a tag that is cut', 'Then <gdo char1 ch'],
    ['white space', ' \n\n\t '],
    ['HTML', '<script>alert(1)</script><gdo char1><b>x</b></gdo>'],
    ['nothing', ''],
  ])('%s', (_, text) => {
    const whole = piecesOf([text]);
    expectTiles(whole, text.length);
    expect(piecesOf(cut(text, [1]))).toEqual(whole);
    expect(piecesOf(cut(text, [4]))).toEqual(whole);
  });

  test('for any text and any chunks', () => {
    const bits = [
      '<think>',
      '</think>',
      '## Image 2\n',
      '| char1 | 1,2,3,4 |\n',
      '<gdi image2>',
      '</gdi>',
      '<gdo char1>',
    ];
    const bit = fc.oneof(
      fc.constantFrom(...bits, '</gdo>', '\n', '\n\n', '<', '|', 'word '),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(
        fc.array(bit, { maxLength: 25 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        (of, by) => {
          const text = of.join('');
          const whole = piecesOf([text]);
          expectTiles(whole, text.length);
          expect(piecesOf(cut(text, by))).toEqual(whole);
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('undecided text is not in a piece yet', () => {
  const splitter = createSyntaxSplitter();
  splitter.write('<think>\n| char1 | 10,20,6');
  expect(splitter.pieces).toEqual([
    { kind: 'tag', at: [0, 7] },
    { kind: 'layout', at: [7, 8] },
  ]);
  splitter.write('0,70 |\n');
  expect(splitter.pieces.at(-1)).toEqual({ kind: 'row', at: [8, 32] });
});
