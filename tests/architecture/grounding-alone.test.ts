import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { rolldown } from 'rolldown';
import { expect, test } from 'vitest';
import { root } from './source.ts';

const COMPLETION = `<think>
## Image 1
### Characters
| Character ID | Name | Description | Bounding Box |
|---|---|---|---|
| char1 | Mara | A keeper | 10,20,110,220 |
</think>
<gdi image1>
<gdo char1>Mara</gdo> waits.
</gdi>`;

test('the grounding layer can be bundled alone, and runs in Node without a DOM', async () => {
  const bundle = await rolldown({ input: join(root, 'src/grounding/index.ts'), cwd: root, logLevel: 'silent' });
  const { output } = await bundle.generate({ format: 'esm' });
  await bundle.close();
  expect(output).toHaveLength(1);
  expect(output[0].imports).toEqual([]);
  expect(output[0].exports).toEqual(expect.arrayContaining(['parseAll', 'createParser', 'emptyDocument', 'reduce']));

  // Its own process has no DOM and none of the test runner's globals.
  const program = `${output[0].code}\nconsole.log(JSON.stringify(parseAll(${JSON.stringify(COMPLETION)})));`;
  const printed = execFileSync(process.execPath, ['--input-type=module'], { input: program, encoding: 'utf8' });
  const doc = JSON.parse(printed);
  expect(doc.phase).toBe('done');
  expect(doc.analyses[0].tables[0].rows[0]).toMatchObject({
    id: 'char1',
    box: { x1: 10, y1: 20, x2: 110, y2: 220 },
  });
  const mentions = doc.story.flatMap((frame: { spans: { mention: unknown }[] }) =>
    frame.spans.flatMap(({ mention }) => mention ?? []),
  );
  expect(mentions).toMatchObject([{ tag: 'gdo', ids: ['char1'] }]);
});
