// Real completions that would break a strict parser: each test takes one of their deviations from the format.
import { describe, expect, test } from 'vitest';
import { identitiesOf, groundingOf, parseAll } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { cut, feed, mentionsOf, rowsOf, storyText } from '../helpers/feed.ts';

const HEAD =
  '| Character ID | Name | Description | Emotions | Actions | Narrative Function | Bounding Box |\n|---|---|---|---|---|---|---|\n';
const thinking = (body: string): string => `<think>\n## Image 1\n\n### Characters\n${body}\n</think>\n`;
const faultTypes = (text: string): string[] => parseAll(text).faults.map((fault) => fault.type);

test('a complete completion in the model’s own format is read without faults', () => {
  const doc = parseAll(harbour);
  expect(doc.faults).toEqual([]);
  expect(doc.phase).toBe('done');
  expect(doc.analyses.map((a) => [a.frame, a.tables.map((t) => [t.kind, t.rows.length])])).toEqual([
    [
      1,
      [
        ['characters', 2],
        ['objects', 2],
        ['setting', 1],
      ],
    ],
    [
      2,
      [
        ['characters', 1],
        ['objects', 0],
      ],
    ],
    [3, [['characters', 1]]],
  ]);
  expect(doc.narrative?.rows.map((row) => row.cells[3])).toEqual(['Image 1', '2-3']);
  expect(doc.entities).toEqual(['char1', 'char2', 'obj1', 'lm1', 'bg1']);
  expect(doc.story.map((frame) => [frame.frame, frame.closed])).toEqual([
    [1, true],
    [2, true],
    [3, true],
  ]);
  expect(mentionsOf(doc)).toHaveLength(12);
});

test('a tag may have several IDs', () => {
  const [they] = mentionsOf(parseAll('<gdi image1><gdo char1 char4, obj2>them</gdo></gdi>'));
  expect(they?.mention.ids).toEqual(['char1', 'char4', 'obj2']);
});

test('a wrong closing tag is reported and closes the mention', () => {
  const doc = parseAll('<gdi image1><gda char4>stands</gdo> there.</gdi>');
  expect(doc.faults).toEqual([{ type: 'wrong-closing-tag', expected: 'gda', found: 'gdo', at: [29, 35] }]);
  expect(doc.story[0]?.spans.map((s) => [s.text, s.mention?.tag ?? null])).toEqual([
    ['stands', 'gda'],
    [' there.', null],
  ]);
});

test('an ID has its box here, only in another frame, or nowhere', () => {
  const doc = parseAll(harbour);
  const identities = identitiesOf(doc);
  const frame2 = doc.story[1]?.frame ?? null;
  expect(groundingOf(identities, 'char2', frame2)).toBe('here');
  expect(groundingOf(identities, 'char1', frame2)).toBe('elsewhere');
  expect(groundingOf(identities, 'bg1', frame2)).toBe('none');
});

test('<gdo bg1> and <gdl bg1> are the same entity', () => {
  const doc = parseAll('<gdi image1><gdo bg1>The sea</gdo> and <gdl bg1>the water</gdl></gdi>');
  expect(doc.entities).toEqual(['bg1']);
  expect(mentionsOf(doc).map(({ mention }) => mention.tag)).toEqual(['gdo', 'gdl']);
});

test('a table may have no rows, and a section may be missing', () => {
  const doc = parseAll(
    `<think>\n## Image 1\n\n### Objects\n| Object ID | Description |\n|---|---|\n## Image 2\n</think>`,
  );
  expect(doc.analyses.map((a) => a.tables.map((t) => [t.kind, t.rows.length]))).toEqual([[['objects', 0]], []]);
  expect(doc.faults).toEqual([]);
});

function rowWith(box: string) {
  const doc = parseAll(thinking(`${HEAD}| char1 | Ann | a | b | c | d | ${box} |`));
  return { row: rowsOf(doc)[0], faults: doc.faults.map((fault) => fault.type) };
}

describe('the box column', () => {
  test.each(['None', 'N/A', '-', '', 'not visible', 'none.'])('“%s” means no box', (box) => {
    expect(rowWith(box)).toMatchObject({ row: { id: 'char1', box: null }, faults: [] });
  });
  test.each([
    ['318,48,345,135', [318, 48, 345, 135]],
    ['[318, 48, 345, 135]', [318, 48, 345, 135]],
    ['(318,48),(345,135)', [318, 48, 345, 135]],
    ['(318, 48, 345, 135)', [318, 48, 345, 135]],
    ['0.25, 0.5, 0.75, 1.0', [0.25, 0.5, 0.75, 1]],
    ['-4,0,2000,999', [-4, 0, 2000, 999]],
    ['`10,20,30,40`', [10, 20, 30, 40]],
  ])('%s', (written, [x1, y1, x2, y2]) => {
    expect(rowWith(written)).toMatchObject({ row: { box: { x1, y1, x2, y2 } }, faults: [] });
  });
  test.each([
    ['10,20,10,90', 'empty-box'],
    ['90,20,10,80', 'reversed-box'],
    ['10,20,30', 'unreadable-box'],
    ['top left', 'unreadable-box'],
  ])('%s is reported as %s', (written, fault) => {
    expect(rowWith(written).faults).toEqual([fault]);
  });
});

test('<gdf image1> is read as <gdi image1> and reported', () => {
  const doc = parseAll('<gdf image1>Rain.</gdf>');
  expect(doc.story.map((f) => f.frame)).toEqual([1]);
  expect(faultTypes('<gdf image1>Rain.</gdf>')).toEqual(['misspelt-tag']);
});

describe('thinking without its tags', () => {
  test('without <think>, headings open the thinking, and no fault is reported', () => {
    const doc = parseAll(harbour.replace('<think>\n', ''));
    expect({ ...doc, faults: [] }).toMatchObject({ faults: [], notes: [] });
    expect(rowsOf(doc)).toHaveLength(7);
    expect(doc.story).toHaveLength(3);
  });
  test('without </think>, the first <gdi ends the thinking', () => {
    const doc = parseAll(harbour.replace('</think>\n', ''));
    expect(doc.faults.map((f) => f.type)).toEqual(['thinking-unclosed']);
    expect(doc.story).toHaveLength(3);
    expect(doc.narrative?.rows).toHaveLength(2);
  });
  test('without both tags, headings open the thinking and <gdi ends it', () => {
    const doc = parseAll(harbour.replace('</think>\n', '').replace('<think>\n', ''));
    expect(doc.faults).toEqual([]);
    expect(doc.story).toHaveLength(3);
  });
  test('with </think> only, the text before it is thinking', () => {
    const doc = parseAll('Let me look at the pictures.\n</think>\n<gdi image1>Rain.</gdi>');
    expect(doc.notes.map((note) => note.text)).toEqual(['Let me look at the pictures.']);
    expect(storyText(doc)).toEqual(['Rain.']);
    expect(doc.faults).toEqual([]);
  });
  test('a preface before <think> is not part of the story', () => {
    const doc = parseAll(`Sure, here it is:\n${harbour}`);
    expect(doc.notes.map((note) => note.text)).toEqual(['Sure, here it is:']);
    expect(doc.story).toHaveLength(3);
  });
  test('a completion may have only a story', () => {
    const doc = parseAll('<gdi image1>\nRain.\n</gdi>');
    expect(doc.analyses).toEqual([]);
    expect(storyText(doc)).toEqual(['\nRain.\n']);
  });
  test('a completion may have only thinking', () => {
    const doc = parseAll(harbour.slice(0, harbour.indexOf('</think>')));
    expect(doc.story).toEqual([]);
    expect(rowsOf(doc)).toHaveLength(7);
  });
  test('a tag quoted in the thinking does not end it', () => {
    const doc = parseAll(
      `<think>\nI will use <gdi image1> and <gdo char1> tags.\n## Image 1\n</think>\n<gdi image1>Rain.</gdi>`,
    );
    expect(doc.notes.map((note) => note.text)).toEqual(['I will use <gdi image1> and <gdo char1> tags.']);
    expect(storyText(doc)).toEqual(['Rain.']);
  });
  test('thinking may come between the frames, for several images', () => {
    const one = `## Image 1\n### Characters\n${HEAD}| char1 | A | b | c | d | e | 1,2,3,4 |\n`;
    const doc = parseAll(`${one}<gdi image1>One.</gdi>\n\n${one.replace('Image 1', 'Image 2')}<gdi image2>Two.</gdi>`);
    expect(doc.analyses.map((a) => a.frame)).toEqual([1, 2]);
    expect(storyText(doc)).toEqual(['One.', 'Two.']);
  });
});

test('text before, between and after the frames is kept, in frames without a number', () => {
  const doc = parseAll(
    '<think></think>A beginning.\n<gdi image1>One.</gdi>\nMeanwhile.\n\n<gdi image2>Two.</gdi> The end.',
  );
  expect(doc.story.map((f) => f.frame)).toEqual([null, 1, null, 2, null]);
  expect(storyText(doc).map((text) => text.trim())).toEqual(['A beginning.', 'One.', 'Meanwhile.', 'Two.', 'The end.']);
});

test('a story may have no frame tags', () => {
  const doc = parseAll('<think>\n## Image 1\n</think>\nThen <gdo char1>she</gdo> left.\n');
  expect(doc.story.map((f) => f.frame)).toEqual([null]);
  expect(mentionsOf(doc)[0]?.text).toBe('she');
});

describe('a stream that ends', () => {
  test('in a number: half a box is not a box', () => {
    const doc = parseAll(
      thinking('').replace('\n</think>\n', '') + `${HEAD}| char1 | Ann | a | b | c | d | 318,48,345,13`,
    );
    expect(rowsOf(doc)[0]).toMatchObject({ id: 'char1', box: null });
    expect(doc.faults.map((f) => f.type)).toEqual(['cut-row']);
  });
  test('after a whole row, before its line break', () => {
    const doc = parseAll(`## Image 1\n### Characters\n${HEAD}| char1 | Ann | a | b | c | d | 318,48,345,135 |`);
    expect(rowsOf(doc)[0]?.box).toMatchObject({ x2: 345, y2: 135 });
    expect(doc.faults).toEqual([]);
  });
  test.each(['<gd', '<gdo', '<gdo char1 ch', '</gd', '</thin'])('in a tag: %s', (tail) => {
    const doc = parseAll(`<gdi image1>Then${tail}`);
    expect(storyText(doc)).toEqual(['Then']);
    expect(doc.faults.map((f) => f.type)).toEqual(['cut-tag', 'unclosed-tag']);
  });
  test('at a < that may not begin a tag', () => {
    expect(storyText(parseAll('<gdi image1>2 <'))).toEqual(['2 <']);
  });
});

describe('tables of other models', () => {
  test('may have empty cells, which keep their column', () => {
    const [row] = rowsOf(parseAll(thinking(`${HEAD}| char1 | | Tall | | Runs |  | 1,2,3,4 |`)));
    expect(row?.cells).toEqual(['char1', '', 'Tall', '', 'Runs', '', '1,2,3,4']);
  });
  test('may contain escaped pipes, which are text', () => {
    const [row] = rowsOf(parseAll(thinking(String.raw`${HEAD}| char1 | A \| B | Tall | x | Runs | y | 1,2,3,4 |`)));
    expect(row?.cells[1]).toBe('A | B');
    expect(row?.box).toMatchObject({ x1: 1 });
  });
  test('may lack the outer pipes', () => {
    const doc = parseAll(thinking('Character ID | Name | Bounding Box\n---|---|---\nchar1 | Ann | 1,2,3,4'));
    expect(rowsOf(doc)[0]).toMatchObject({ id: 'char1', cells: ['char1', 'Ann', '1,2,3,4'], box: { x2: 3 } });
  });
  test.each([
    ['fewer', '| char1 | Ann | 1,2,3,4 |', 3],
    ['more', '| char1 | Ann | a | b | c | d | e | f | 1,2,3,4 |', 9],
  ])('%s cells than headings: the box is still found', (_, line, found) => {
    const doc = parseAll(thinking(HEAD + line));
    expect(rowsOf(doc)[0]).toMatchObject({ id: 'char1', box: { x1: 1, y2: 4 } });
    expect(doc.faults).toMatchObject([{ type: 'cell-count', expected: 7, found }]);
  });
  test('may have headings in another order and case, and in bold', () => {
    const doc = parseAll(
      '<think>\n**Image 1**\n\n**Characters**\n| **bounding box** | NAME | **character id** |\n|:--|:-:|--:|\n| 1,2,3,4 | Ann | **char1** |\n</think>',
    );
    expect(doc.analyses[0]?.tables[0]?.kind).toBe('characters');
    expect(rowsOf(doc)[0]).toMatchObject({ id: 'char1', box: { y2: 4 } });
  });
  test.each([
    '## Frame 3',
    '## Image 3:',
    '# Image 3',
    '**Image 3**',
    'Image 3:',
    '### **Image 3**: the quay',
    '## image #3',
  ])('the image heading “%s”', (heading) => {
    const doc = parseAll(
      `<think>\n${heading}\n### Characters\n${HEAD}| char1 | A | b | c | d | e | 1,2,3,4 |\n</think>`,
    );
    expect(doc.analyses.map((a) => a.frame)).toEqual([3]);
    expect(rowsOf(doc)).toHaveLength(1);
  });
  test('may be in code fences', () => {
    const doc = parseAll(thinking(`\`\`\`markdown\n${HEAD}| char1 | A | b | c | d | e | 1,2,3,4 |\n\`\`\``));
    expect(rowsOf(doc)).toHaveLength(1);
    expect(doc.analyses[0]?.notes).toEqual([]);
  });
  test('may have rows without headings', () => {
    const doc = parseAll(
      '<think>\n## Image 1\n### Characters\n| char1 | Ann | a | b | c | d | 1,2,3,4 |\n### Setting\n| Location | A quay |\n</think>',
    );
    expect(doc.analyses[0]?.tables.map((t) => [t.kind, t.rows.length])).toEqual([
      ['characters', 1],
      ['setting', 1],
    ]);
  });
  test('without an image heading are read as image 1 and reported', () => {
    const doc = parseAll(`<think>\n### Characters\n${HEAD}| char1 | A | b | c | d | e | 1,2,3,4 |\n</think>`);
    expect(doc.analyses.map((a) => a.frame)).toEqual([1]);
    expect(doc.faults.map((f) => f.type)).toEqual(['table-without-image']);
  });
  test('keep a row without an ID, and report it unless it says “None”', () => {
    expect(faultTypes(thinking(`${HEAD}| None | - | - | - | - | - | None |`))).toEqual([]);
    expect(faultTypes(thinking(`${HEAD}| The man | A | b | c | d | e | 1,2,3,4 |`))).toEqual(['row-without-id']);
  });
  test('keep a note between them with its image', () => {
    const doc = parseAll(`<think>\nFirst thoughts.\n## Image 1\nNobody is here.\n</think>`);
    expect(doc.notes.map((n) => n.text)).toEqual(['First thoughts.']);
    expect(doc.analyses[0]?.notes.map((n) => n.text)).toEqual(['Nobody is here.']);
  });
});

test('frames may be out of order, repeated, or beyond the uploaded ones', () => {
  const doc = parseAll('<gdi image2>b</gdi><gdi image1>a</gdi><gdi image2>c</gdi><gdi image99>d</gdi>');
  expect(doc.story.map((f) => f.frame)).toEqual([2, 1, 2, 99]);
  expect(doc.faults).toEqual([]);
});

test('a frame without a number is kept and reported', () => {
  const doc = parseAll('<gdi>a</gdi><gdi imageN>b</gdi>');
  expect(doc.story.map((f) => f.frame)).toEqual([null, null]);
  expect(doc.faults.map((f) => f.type)).toEqual(['unknown-frame', 'unknown-frame']);
});

test('markup, entities and markdown in the story are text', () => {
  const words = 'Fish &amp; chips <b>now</b> <img onerror=alert(1) src=x> **bold** <script>x</script> a < b';
  const doc = parseAll(`<gdi image1>${words}</gdi>`);
  expect(storyText(doc)).toEqual([words]);
  expect(doc.story[0]?.spans).toHaveLength(1);
});

test('names may be in any script, with emoji and right-to-left text', () => {
  const doc = parseAll(
    '<gdi image1><gdo char1>Zoë 👩‍🚀</gdo> met <gdo char2>ليلى</gdo> and <gdo char3>明美</gdo>.</gdi>',
  );
  expect(mentionsOf(doc).map(({ text }) => text)).toEqual(['Zoë 👩‍🚀', 'ليلى', '明美']);
});

describe('a mention that is not closed', () => {
  test('ends with its frame', () => {
    expect(faultTypes('<gdi image1><gdo char1>Ann left.</gdi>')).toEqual(['unclosed-tag']);
  });
  test('ends with its paragraph: the next paragraph has no mention', () => {
    const doc = parseAll('<gdi image1><gdo char1>Ann left.\n\nThen it rained.</gdi>');
    expect(doc.story[0]?.spans.map((s) => [s.text, s.mention !== null])).toEqual([
      ['Ann left', true],
      ['.\n\nThen it rained.', false],
    ]);
  });
  test('ends with its paragraph also outside every frame, where the thinking may go on', () => {
    const text = 'Then <gdo char1>Ann\n\r\n## Image 1\nNobody.\n';
    const doc = parseAll(text);
    expect(doc.analyses.map((a) => a.notes.length)).toEqual([1]);
    expect(feed(cut(text, [1]))).toEqual(doc);
  });
  test('inside another mention ends with the outer one', () => {
    const doc = parseAll('<gdi image1><gdo char1>his <gda char2>old</gdo> hat</gdi>');
    expect(doc.faults).toMatchObject([{ type: 'unclosed-tag', tag: 'gda' }]);
    expect(doc.story[0]?.spans.at(-1)).toMatchObject({ text: ' hat', mention: null });
  });
  test('may be a frame: the next frame ends it', () => {
    expect(faultTypes('<gdi image1>a<gdi image2>b</gdi>')).toEqual(['unclosed-tag']);
  });
  test('is not confused with closing tags that close nothing', () => {
    expect(faultTypes('<gdi image1>a</gdo></gdi></gdi></think>')).toEqual([
      'stray-closing-tag',
      'stray-closing-tag',
      'stray-closing-tag',
    ]);
  });
});

test('a mention may contain a mention', () => {
  const doc = parseAll('<gdi image1><gdo char1>his <gdo obj1>hat</gdo> brim</gdo></gdi>');
  const [his, hat, brim] = doc.story[0]?.spans ?? [];
  expect([his?.text, hat?.text, brim?.text]).toEqual(['his ', 'hat', ' brim']);
  expect(hat?.mention?.within).toBe(his?.mention);
  expect(brim?.mention).toBe(his?.mention);
});

test('mentions without an ID, with an unknown ID, or without words are reported', () => {
  expect(faultTypes('<gdi image1><gdo>x</gdo><gdo James>y</gdo><gdo char1></gdo></gdi>')).toEqual([
    'mention-without-id',
    'unknown-id',
    'empty-mention',
  ]);
});

test('IDs in another spelling are the same identity', () => {
  expect(parseAll('<gdi image1><gdo Char_01>a</gdo><gdo char1>b</gdo></gdi>').entities).toEqual(['char1']);
});
