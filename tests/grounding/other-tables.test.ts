import { describe, expect, test } from 'vitest';
import { identitiesOf, sayFault } from '../../src/grounding/index.ts';
import { boxesIn, readInAnyCut, reportsIn } from '../helpers/any-cut.ts';
import { cellRange } from '../../src/grounding/index.ts';
import { rowsOf } from '../helpers/feed.ts';

const inImage = (body: string): string => `<think>\n## Image 1\n${body}\n</think>\n<gdi image1>Rain.</gdi>`;
const BOXES = ['image 1 char1: 1,2,3,4', 'image 1 obj1: 5,6,7,8'];
const ann = '{"bbox_2d": [1, 2, 3, 4], "label": "char1", "name": "Ann"}';
const boat = '{"bbox_2d": [5, 6, 7, 8], "label": "obj1", "name": "A boat"}';
const pretty = JSON.stringify([JSON.parse(ann), JSON.parse(boat)], null, 2);

describe('in place of a table', () => {
  test.each([
    ['JSON in a code fence', `\`\`\`json\n[\n${ann},\n${boat}\n]\n\`\`\``],
    ['JSON over many lines', `\`\`\`json\n${pretty}\n\`\`\``],
    ['JSON on one line', `[${ann}, ${boat}]`],
    ['JSON objects on lines of their own', `${ann}\n${boat}`],
    ['JSON with commas too many', `[${ann},${boat},]`],
    ['JSON with commas too few', `[\n${ann}\n${boat}\n]`],
    ['JSON without its last bracket', `\`\`\`json\n[${ann},\n${boat}\n\`\`\``],
    ['JSON with single quotes', `[${ann}, ${boat}]`.replaceAll('"', "'")],
    ['JSON without quotes around keys', `[${ann}, ${boat}]`.replaceAll(/"(\w+)":/g, '$1:')],
    ['JSON with other keys', `[${ann}, ${boat}]`.replaceAll('label', 'id').replaceAll('bbox_2d', 'box')],
    ['an object of lists', `{"objects": [${ann}, ${boat}]}`],
    ['JSON after a label', `Objects: [${ann}, ${boat}]`],
    ['JSON as items of a list', `- ${ann}\n- ${boat}`],
    [
      'JSON with the corners apart',
      '[{"id": "char1", "name": "Ann", "x1": 1, "y1": 2, "x2": 3, "y2": 4}, {"id": "obj1", "name": "A boat", "x1": 5, "y1": 6, "x2": 7, "y2": 8}]',
    ],
    [
      'JSON with the IDs as keys',
      '{"char1": {"name": "Ann", "bbox": [1, 2, 3, 4]}, "obj1": {"name": "A boat", "bbox": [5, 6, 7, 8]}}',
    ],
    [
      'YAML',
      '```yaml\n- id: char1\n  name: Ann\n  bbox: [1, 2, 3, 4]\n- id: obj1\n  name: A boat\n  bbox: [5, 6, 7, 8]\n```',
    ],
    ['a list with the name first', '- Ann (char1): [1,2,3,4]\n- A boat [obj1]: (5,6),(7,8)'],
    [
      'a list with labels',
      '- ID: char1, Name: Ann, Bounding Box: 1,2,3,4\n- ID: obj1, Name: A boat, Bounding Box: 5,6,7,8',
    ],
    [
      'a list with named sides',
      '- char1: Ann, x1=1, y1=2, x2=3, y2=4\n- obj1: A boat, left: 5, top: 6, right: 7, bottom: 8',
    ],
    ['a list with two points', '- char1: Ann at (1, 2) to (3, 4)\n- obj1: A boat at (5, 6) → (7, 8)'],
    ['a list with spaces between numbers', '- char1: Ann, [1 2 3 4]\n- obj1: A boat, [5 6 7 8]'],
    ['a list with letters', 'a) char1: Ann, [1,2,3,4]\nb) obj1: A boat, [5,6,7,8]'],
    ['a list to tick', '- [ ] char1: Ann, [1,2,3,4]\n- [x] obj1: A boat, [5,6,7,8]'],
    ['headings', '#### char1: Ann\nBounding Box: 1,2,3,4\n#### obj1: A boat\nBounding Box: 5,6,7,8'],
    ['a list in HTML', '<ul>\n<li>char1: Ann, [1,2,3,4]</li>\n<li>obj1: A boat, [5,6,7,8]</li>\n</ul>'],
    ['a list', '- char1: Ann, [1,2,3,4]\n- obj1: A boat, [5,6,7,8]'],
    ['a list in bold', '- **char1** (Ann): seen. Bounding box: [1, 2, 3, 4]\n* **obj1** (A boat): [5, 6, 7, 8]'],
    ['a numbered list', '1. `char1` — Ann, bbox (1, 2, 3, 4)\n2. `obj1` — A boat, bbox (5, 6, 7, 8)'],
    ['a list with pairs', '• char1 – Ann – (1,2),(3,4)\n• obj1 – A boat – (5,6),(7,8)'],
    ['plain lines', 'char1: Ann, 1,2,3,4\nobj1: A boat, 5,6,7,8'],
    [
      'a list with lines for each item',
      '- char1\n  - Name: Ann\n  - Bounding Box: 1,2,3,4\n- obj1\n  - Name: A boat\n  - Box: [5,6,7,8]',
    ],
    [
      'a list of keys',
      '- **Character ID**: char1\n- **Name**: Ann\n- **Bounding Box**: [1, 2, 3, 4]\n\n- **Object ID**: obj1\n- **Name**: A boat\n- **Bounding Box**: [5, 6, 7, 8]',
    ],
    [
      'HTML',
      '<table><tr><th>Character ID</th><th>Name</th><th>Bounding Box</th></tr>\n<tr><td>char1</td><td>Ann</td><td>1,2,3,4</td></tr>\n<tr><td>obj1</td><td>A boat</td><td>5,6,7,8</td></tr></table>',
    ],
    [
      'HTML over many lines',
      '<table border="1">\n<thead>\n<tr>\n<th>ID</th>\n<th>Name</th>\n<th>Box</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>char1</td>\n<td>Ann</td>\n<td>[1, 2, 3, 4]</td>\n</tr>\n<tr>\n<td>obj1</td>\n<td>A boat</td>\n<td>[5, 6, 7, 8]</td>\n</tr>\n</tbody>\n</table>',
    ],
    [
      'HTML without closing tags',
      '<table><tr><th>ID<th>Name<th>Box<tr><td>char1<td>Ann<td>1,2,3,4<tr><td>obj1<td>A boat<td>5,6,7,8</table>',
    ],
  ])('%s gives rows', (_, body) => {
    const text = inImage(body);
    const doc = readInAnyCut(text);
    expect(boxesIn(doc)).toEqual(BOXES);
    const identities = identitiesOf(doc);
    expect([identities.name('char1', null), identities.name('obj1', null)]).toEqual(['Ann', 'A boat']);
    expect(reportsIn(doc)).toEqual(['2 other-tables']);
    for (const row of rowsOf(doc))
      for (const [n, cell] of row.cells.entries()) expect(text.slice(...(cellRange(row, n) ?? [0, 0]))).toBe(cell);
  });

  test.each([
    ['JSON with only IDs and boxes', '{"char1": [1, 2, 3, 4], "obj1": [5, 6, 7, 8]}', undefined],
    ['lines with only IDs and boxes', 'char1 = [1,2,3,4]\nobj1 = [5,6,7,8]', undefined],
    [
      'DeepSeek’s tokens',
      '<|ref|>char1<|/ref|><|det|>[[1,2,3,4]]<|/det|>\n<|ref|>obj1<|/ref|><|det|>[[5,6,7,8]]<|/det|>',
      'det',
    ],
    ['Florence’s tokens', 'char1<loc_1><loc_2><loc_3><loc_4>\nobj1<loc_5><loc_6><loc_7><loc_8>', 'loc_'],
    [
      'Qwen’s tokens',
      '<|object_ref_start|>char1<|object_ref_end|><|box_start|>(1,2),(3,4)<|box_end|>\n<|object_ref_start|>obj1<|object_ref_end|><|box_start|>(5,6),(7,8)<|box_end|>',
      'box_start',
    ],
    ['InternVL’s tokens', '- <ref>char1</ref><box>[[1,2,3,4]]</box>\n- <ref>obj1</ref><box>[[5,6,7,8]]</box>', 'box'],
    ['a line of cells after a bullet', '- char1 | Ann | 1,2,3,4\n- obj1 | A boat | 5,6,7,8', undefined],
    [
      'HTML with marked IDs',
      '<table><tr><td><b>char1</b></td><td>1,2,3,4</td></tr><tr><td><i>obj1</i></td><td>5,6,7,8</td></tr></table>',
      undefined,
    ],
    [
      'labels with an ID and a name',
      '[{"label": "char1: Ann", "bbox": [1,2,3,4]}, {"label": "A boat (obj1)", "bbox": [5,6,7,8]}]',
      undefined,
    ],
  ])('%s give rows in their dialect', (_, body, dialect) => {
    const doc = readInAnyCut(inImage(body));
    expect(boxesIn(doc)).toEqual(BOXES);
    expect(rowsOf(doc).map(({ box }) => box?.dialect)).toEqual([dialect, dialect]);
  });

  test.each([
    ['in objects', '{"images": [{"image": 1, "objects": [ANN]}, {"image": 2, "objects": [BOAT]}]}'],
    [
      'in rows',
      '[{"image_id": 1, "label": "char1", "bbox": [1,2,3,4]}, {"image_id": 2, "label": "obj1", "bbox": [5,6,7,8]}]',
    ],
    ['as keys', '{"Image 1": [ANN], "Image 2": [BOAT]}'],
    ['by the names of files', '[{"frame": "frame1", "rows": [ANN]}, {"frame": "frame2", "rows": [BOAT]}]'],
  ])('the images of JSON are read %s', (_, json) => {
    const body = `<think>\n\`\`\`json\n${json.replace('ANN', ann).replace('BOAT', boat)}\n\`\`\`\n</think>\n`;
    expect(boxesIn(readInAnyCut(body))).toEqual(['image 1 char1: 1,2,3,4', 'image 2 obj1: 5,6,7,8']);
  });

  test('a label in place of an ID is an ID if it is one word', () => {
    const doc = readInAnyCut(
      inImage('[{"bbox_2d": [1,2,3,4], "label": "skiff"}, {"bbox_2d": [5,6,7,8], "label": "red buoy"}]'),
    );
    expect(boxesIn(doc)).toEqual(['image 1 skiff: 1,2,3,4', 'image 1 null: 5,6,7,8']);
  });

  test('boxes without an ID are counted and kept, and belong to no entity', () => {
    const doc = readInAnyCut(inImage('A woman at [1,2,3,4] and a man at (5,6),(7,8).\nA boat, too: [9,9,99,99].'));
    expect(boxesIn(doc)).toEqual([]);
    expect(doc.analyses[0]?.unnamed?.map(({ x1 }) => x1)).toEqual([1, 5, 9]);
    expect(doc.faults.map(sayFault)).toEqual(['Image 1 has no table; 3 boxes in its text.']);
  });

  test('but beside a table such boxes are only words', () => {
    const doc = readInAnyCut(
      inImage('A woman at [1,2,3,4].\n| Object ID | Bounding Box |\n|---|---|\n| obj1 | 5,6,7,8 |'),
    );
    expect(doc.faults).toEqual([]);
    expect(doc.analyses[0]?.notes).toHaveLength(1);
    const after = readInAnyCut(
      inImage('| Object ID | Bounding Box |\n|---|---|\n| obj1 | 5,6,7,8 |\n\nThe boat (obj1) is at [5,6,7,8].'),
    );
    expect(boxesIn(after)).toEqual(['image 1 obj1: 5,6,7,8']);
    expect(after.analyses[0]?.notes).toHaveLength(1);
  });

  test('what has no box stays text', () => {
    const lines = ['[1] A footnote', '{not JSON}', '- char1 is sad', '- char2:', 'obj1: a boat', '[see', 'below]'];
    const doc = readInAnyCut(inImage(lines.join('\n')));
    expect(doc.analyses[0]?.notes.map(({ text }) => text)).toEqual(lines);
    expect(doc.analyses[0]?.tables).toEqual([]);
  });
});

describe('headings of a table in other words or languages', () => {
  test('are recognised by the content of their columns', () => {
    const doc = readInAnyCut(
      `<think>
## 图像 1
### 人物
| 编号 | 名称 | 边界框 |
|---|---|---|
| char1 | 安 | 1,2,3,4 |
### 物体
| 编号 | 描述 | 边界框 |
|---|---|---|
| obj1 | 船 | 5,6,7,8 |
### 场景
| 元素 | 描述 |
|---|---|
| 位置 | 港口 |
</think>`,
    );
    expect(boxesIn(doc)).toEqual(BOXES);
    expect(doc.analyses[0]?.tables.map(({ kind, columns }) => [kind, columns[0]])).toEqual([
      ['characters', '编号'],
      ['objects', '编号'],
      ['setting', '元素'],
    ]);
    expect(doc.faults.filter(({ type }) => type !== 'unusual')).toEqual([]);
  });

  test.each([
    ['after a line in bold', '\n**Things**\n'],
    ['right after a row', ''],
    ['after a blank line', '\n'],
  ])('begin another table %s', (_, between) => {
    const doc = readInAnyCut(
      inImage(
        `| Person | Name | Position |\n|---|---|---|\n| char1 | Ann | 1,2,3,4 |\n${between}| Thing | Position |\n|---|---|\n| obj1 | 5,6,7,8 |\n${between}| Aspect | Words |\n|---|---|\n| Lighting | Dim |`,
      ),
    );
    expect(boxesIn(doc)).toEqual(BOXES);
    expect(doc.analyses[0]?.tables.map(({ kind, rows }) => [kind, rows.length])).toEqual([
      ['characters', 1],
      ['objects', 1],
      ['setting', 1],
    ]);
    expect(doc.faults).toEqual([]);
  });

  test('may have their columns in any order', () => {
    const doc = readInAnyCut(inImage('| Caja | Quién | Qué |\n|:-:|---|---|\n| [1, 2, 3, 4] | char1 | Ana |'));
    expect(boxesIn(doc)).toEqual(['image 1 char1: 1,2,3,4']);
    expect(doc.analyses[0]?.tables[0]?.kind).toBe('characters');
  });
});
