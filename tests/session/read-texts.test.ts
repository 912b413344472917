import { describe, expect, test } from 'vitest';
import { MAX_BYTES, readTexts } from '../../src/session/read-texts.ts';

describe('files', () => {
  test('are read as text', async () => {
    expect(await readTexts([new File(['<gdi image1>Ünïcode 🙂</gdi>'], 'a.txt')])).toEqual({
      texts: [{ name: 'a.txt', text: '<gdi image1>Ünïcode 🙂</gdi>' }],
      problems: [],
    });
  });

  const bad: [string, () => File, string][] = [
    ['empty', () => new File([' \n'], 'a.txt'), '“a.txt” is empty.'],
    [
      'not text',
      () => new File(['PK\u0003\u0004\0\0'], 'a.zip'),
      '“a.zip” is not a text file. An output is plain text, such as 12_cot.txt.',
    ],
    [
      'too large',
      () => new File([new Uint8Array(MAX_BYTES + 1)], 'a.bin'),
      '“a.bin” is larger than 20 MB, too large for a completion. Open a single output.',
    ],
    [
      'gone',
      () =>
        Object.assign(new File(['words'], 'a.txt'), {
          arrayBuffer: async () => Promise.reject(new DOMException('gone', 'NotFoundError')),
        }),
      '“a.txt” could not be read: it may have been moved or deleted.',
    ],
  ];
  test.each(bad)('that are %s are reported, and the others are read', async (_, file, sentence) => {
    const read = await readTexts([file(), new File(['A story.'], 'good.txt')]);
    expect(read).toEqual({ texts: [{ name: 'good.txt', text: 'A story.' }], problems: [sentence] });
  });
});
