import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCORES } from '../../src/grounding/index.ts';
import { root } from '../../scripts/setup.mjs';
import { workedCases, workedMeans } from '../fixtures/worked-cases.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'storylens-audit-'));
  write(
    'reference.jsonl',
    workedCases.map((one, i) => JSON.stringify(rowOf(one.reference, one.frames, String(i + 1)))).join('\n'),
  );
  for (const [i, one] of workedCases.entries()) write(`cases/${i + 1}.txt`, one.candidate);
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

/** A row of the dataset with the sizes of its pictures. */
function rowOf(completion: string, frames: number, id: string, side = 100): object {
  const [thought = '', story = ''] = completion.replace('<think>\n', '').split('\n</think>\n');
  const images = Array.from({ length: frames }, () => ({ src: 'x.jpg', width: side, height: side }));
  return { story_id: id, images, frame_count: frames, chain_of_thought: thought, story };
}

interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly errors: string;
}

async function run(...args: string[]): Promise<Ran> {
  const child = spawn(process.execPath, [join(root, 'scripts/storylens-audit.mjs'), ...args], { cwd: folder });
  let [out, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, out, errors };
}

type Scores = Record<string, number>;
interface Report {
  readonly models: readonly (Record<string, unknown> & {
    readonly name: string;
    readonly outputs: number;
    readonly missing: string[];
    readonly unreadable: string[];
    readonly asInPaper: Scores | null;
    readonly framesCompared: Scores | null;
    readonly answered: { outputs: number; rest: number; asInPaper: Scores | null; framesCompared: Scores | null };
    readonly text: Scores;
    readonly statistics: Record<string, unknown>;
  })[];
  readonly perOutput: readonly {
    model: string;
    id: string;
    asInPaper: Scores;
    framesCompared: Scores;
    findings: Scores;
  }[];
}

async function json(...args: string[]): Promise<Report> {
  const ran = await run(...args, '--format', 'json');
  expect([ran.status, ran.status === 0 ? '' : ran.errors]).toEqual([0, '']);
  return JSON.parse(ran.out) as Report;
}

const cases = (...args: string[]): Promise<Report> => json('cases', '--reference', 'reference.jsonl', ...args);

test('the worked cases have the evaluator’s numbers, each and in the mean', async () => {
  const { models, perOutput } = await cases();
  expect(models).toHaveLength(1);
  const [model] = models;
  expect(Object.keys(model ?? {})).toEqual(
    'name outputs missing unreadable asInPaper framesCompared answered text statistics'.split(' '),
  );
  expect(model).toMatchObject({ name: 'cases', outputs: 8, missing: [], unreadable: [] });
  for (const column of ['asInPaper', 'framesCompared'] as const)
    for (const key of SCORES)
      expect(Math.abs((model?.[column]?.[key] ?? NaN) - workedMeans[column][key])).toBeLessThan(0.000_051);
  expect(model?.answered).toMatchObject({ outputs: 6, rest: 2 });
  expect(model?.answered.framesCompared?.['f1']?.toFixed(4)).toBe('0.4595');
  expect(perOutput.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
  for (const [i, one] of workedCases.entries()) {
    const found = perOutput[i];
    expect(SCORES.map((key) => Number(found?.asInPaper[key]?.toFixed(4)))).toEqual(one.asInPaper);
    expect(SCORES.map((key) => Number(found?.framesCompared[key]?.toFixed(4)))).toEqual(one.framesCompared);
  }
});

test('missing, unreadable and unknown outputs are reported, and are in no mean', async () => {
  write('some/1.txt', workedCases[0]?.candidate ?? '');
  write('some/2.txt', new Uint8Array([0, 1, 2, 0]));
  write('some/x.txt', workedCases[0]?.candidate ?? '');
  const ran = await run('some', '--reference', 'reference.jsonl', '--format', 'json');
  const report = JSON.parse(ran.out) as Report;
  expect(ran.status).toBe(0);
  expect(report.models[0]).toMatchObject({ outputs: 1, unreadable: ['2'], missing: ['3', '4', '5', '6', '7', '8'] });
  expect(report.models[0]?.asInPaper?.['precision']).toBe(0.75);
  expect(ran.errors).toContain('1 output used, 6 missing, 1 unreadable, 1 not in the reference and not used');
});

test('an output that is listed but cannot be read is unreadable, not missing', async () => {
  write('listed/1.txt', workedCases[0]?.candidate ?? '');
  write('listed/2.json', new Uint8Array([0, 1, 2, 0]));
  const ran = await run('listed', '--reference', 'reference.jsonl', '--format', 'json');
  const { models } = JSON.parse(ran.out) as Report;
  expect(models[0]).toMatchObject({ outputs: 1, unreadable: ['2'], missing: ['3', '4', '5', '6', '7', '8'] });
});

test('an empty output counts: precision 1, recall 0', async () => {
  write('empty/1.txt', '');
  const { models } = await json('empty', '--reference', 'reference.jsonl');
  expect(models[0]).toMatchObject({
    outputs: 1,
    asInPaper: { precision: 1, recall: 0 },
    answered: { outputs: 0, rest: 1 },
  });
});

test('without a reference the scores are null, and the statistics are there', async () => {
  const { models, perOutput } = await json('cases', '--frame-size', '100x100');
  expect(models[0]).toMatchObject({
    outputs: 8,
    asInPaper: null,
    framesCompared: null,
    answered: { asInPaper: null },
    text: { bleu1: null, rougeL: null },
    statistics: { stories: 8 },
  });
  expect(perOutput[0]).toMatchObject({ asInPaper: null, framesCompared: null });
});

test('pairs, lines and rows are outputs, too, and several models are compared side by side', async () => {
  for (const [i, one] of workedCases.entries()) {
    const [thought = '', story = ''] = one.candidate.replace('<think>\n', '').split('\n</think>\n');
    if (one.candidate.startsWith('<think>')) write(`pairs/${i + 1}_cot.txt`, thought);
    write(`pairs/${i + 1}_story.txt`, one.candidate.startsWith('<think>') ? story : one.candidate);
    write(`pairs/${i + 1}_metadata.txt`, 'a.jpg');
  }
  write(
    'lines.jsonl',
    workedCases
      .map((one, i) =>
        JSON.stringify({
          custom_id: `${i + 1}.ab12.7`,
          response: { body: { choices: [{ message: { content: one.candidate } }] } },
        }),
      )
      .join('\n'),
  );
  write('rows.json', JSON.stringify(workedCases.map((one, i) => ({ story_id: i + 1, completion: one.candidate }))));
  const { models, perOutput } = await json(
    'pairs',
    'lines.jsonl',
    'rows.json',
    'cases',
    '--reference',
    'reference.jsonl',
    '--name',
    'A',
    '--name',
    'B',
    '--name',
    'C',
    '--name',
    'D',
  );
  expect(models.map(({ name, outputs, missing }) => [name, outputs, missing.length])).toEqual(
    ['A', 'B', 'C', 'D'].map((name) => [name, 8, 0]),
  );
  for (const { asInPaper, framesCompared, text } of models) {
    expect(asInPaper).toEqual(models[3]?.asInPaper);
    expect(framesCompared).toEqual(models[3]?.framesCompared);
    expect(text).toEqual(models[3]?.text);
  }
  expect(perOutput.filter(({ model }) => model === 'B').map(({ id }) => id)[0]).toBe('1.ab12.7');
});

test('several seeds of a story are compared with the same reference', async () => {
  for (const seed of [1, 2, 3]) write(`seeds/2.f00d.${seed}.txt`, workedCases[1]?.candidate ?? '');
  const { models, perOutput } = await json('seeds', '--reference', 'reference.jsonl');
  expect(models[0]).toMatchObject({ outputs: 3, asInPaper: { f1: 0.5 } });
  expect(perOutput.map(({ id }) => id)).toEqual(['2.f00d.1', '2.f00d.2', '2.f00d.3']);
});

test('a parquet file gives the sizes of the pictures', async () => {
  const file = join(root, 'tests/fixtures/dataset-rows.parquet');
  const { models } = await json(file, '--reference', file);
  expect(models[0]).toMatchObject({
    name: 'dataset-rows',
    outputs: 3,
    missing: [],
    asInPaper: { f1: 1 },
    text: { rougeL: 1 },
  });
  // The second picture of the first row is 64 wide.
  write(
    'wide/7.txt',
    '<think>\n## Image 1\n## Image 2\n### Characters\n| Bounding Box |\n|---|\n| 0,0,64,40 |\n\n.</think>\n',
  );
  const other = await json('wide', '--reference', file);
  expect(other.models[0]?.answered.outputs).toBe(1);
});

describe('units', () => {
  const HEAD = '| Character ID | Description | Bounding Box |\n|---|---|---|\n';
  const text = (box: string): string =>
    `<think>\n## Image 1\n### Characters\n${HEAD}| char1 | Tall | ${box} |\n\n.</think>\n<gdi image1>\nA.\n</gdi>`;
  test.each([
    ['1000', '100,200,500,400', []],
    ['1', '0.1,0.2,0.5,0.4', []],
    ['1000yx', '200,100,400,500', []],
    ['sent', '20,40,100,80', ['--sent-size', '200x200']],
    ['original', '50,100,250,200', []],
    // 500 pixels are 18 tokens of 28 pixels.
    ['resized', '50,101,252,202', []],
  ])('%s', async (units, box, more) => {
    write('units.jsonl', JSON.stringify(rowOf(text('50,100,250,200'), 1, '1', 500)));
    write(`units-${units}/1.txt`, text(box));
    const { models } = await json(`units-${units}`, '--reference', 'units.jsonl', '--units', units, ...more);
    expect(models[0]).toMatchObject({ asInPaper: { f1: 1 }, answered: { outputs: 1 } });
  });
});

test('the number of frames is that of the reference’s sections where nothing else gives it', async () => {
  write('texts/6.txt', workedCases[5]?.reference ?? '');
  write('more/6.txt', workedCases[5]?.candidate ?? '');
  const sized = await json('more', '--reference', 'texts', '--frame-size', '100x100');
  expect(sized.models[0]).toMatchObject({ asInPaper: { precision: 1, recall: 0 }, answered: { outputs: 0 } });
  const ran = await run('texts', '--reference', 'texts');
  expect([ran.status, ran.errors]).toEqual([0, expect.stringContaining('without the size of their frames')]);
});

test('line ends of Windows are read as Python reads them', async () => {
  write('windows/1.txt', (workedCases[0]?.candidate ?? '').replaceAll('\n', '\r\n'));
  const { models } = await json('windows', '--reference', 'reference.jsonl');
  expect(models[0]?.asInPaper?.['precision']).toBe(0.75);
});

test('more than a hundred outputs are scored in worker threads, with the same numbers', async () => {
  const lines = Array.from({ length: 160 }, (_, i) => ({ one: workedCases[i % 8], id: String(i) }));
  write(
    'many.jsonl',
    lines.map(({ one, id }) => JSON.stringify(rowOf(one?.reference ?? '', one?.frames ?? 0, id))).join('\n'),
  );
  for (const { one, id } of lines) write(`many/${id}.txt`, one?.candidate ?? '');
  const [many, few] = await Promise.all([json('many', '--reference', 'many.jsonl'), cases()]);
  expect(many.models[0]?.outputs).toBe(160);
  for (const key of SCORES)
    expect(many.models[0]?.asInPaper?.[key]).toBeCloseTo(few.models[0]?.asInPaper?.[key] ?? NaN, 12);
  expect(many.perOutput.map(({ id }) => id)).toEqual(lines.map(({ id }) => id));
  expect(many.perOutput.slice(8, 16).map(({ asInPaper, findings }) => ({ asInPaper, findings }))).toEqual(
    few.perOutput.map(({ asInPaper, findings }) => ({ asInPaper, findings })),
  );
});

test('thresholds decide the exit status', async () => {
  const limit = (given: string): Promise<Ran> => run('cases', '--reference', 'reference.jsonl', '--fail-under', given);
  expect((await limit('asInPaper.f1=0.4')).status).toBe(0);
  const missed = await limit('answered.framesCompared.f1=0.9');
  expect([missed.status, missed.errors]).toEqual([
    1,
    expect.stringMatching(/answered\.framesCompared\.f1 is 0\.4595\d*, less than 0\.9/),
  ]);
  expect((await run('cases', '--fail-under', 'asInPaper.f1=0')).status).toBe(1);
});

test.each([
  [['nowhere'], /There is no file or folder 'nowhere'/],
  [['cases', '--reference', 'nowhere'], /There is no file or folder 'nowhere'/],
  [['void'], /There is no output that can be read in 'void'/],
  [[], /Give the PATH/],
  [['cases', '--format', 'xml'], /--format takes table, json, csv or md, not 'xml'/],
  [['cases', '--units', 'sent'], /needs --sent-size/],
  [['cases', '--frame-size', '575'], /WIDTHxHEIGHT/],
  [['cases', '--fail-under', 'f1=0.4'], /does not know 'f1'/],
  [['cases', '--name', 'a', '--name', 'b'], /given 2 times for 1 PATH/],
  [['cases', '--nonsense'], /There is no option --nonsense/],
])('%j ends with 2 and a sentence', async (args, sentence) => {
  mkdirSync(join(folder, 'void'), { recursive: true });
  const { status, out, errors } = await run(...args);
  expect(errors).toMatch(sentence);
  expect(errors).not.toMatch(/^\s+at /m);
  expect([status, out.includes('precision')]).toEqual([2, false]);
});

test('tables, Markdown and CSV have both columns, and --out writes a file', async () => {
  const compare = ['cases', '--reference', 'reference.jsonl'];
  const [table, md, csv] = await Promise.all(
    ['table', 'md', 'csv'].map((format) => run(...compare, '--format', format)),
  );
  for (const text of [table?.out, md?.out]) {
    expect(text).toMatch(/as in the paper.*0\.4696/);
    expect(text).toMatch(/frames compared.*0\.3446/);
    expect(text).toMatch(/frames compared \(answered\).*0\.4595/);
  }
  const cells = csv?.out
    .trimEnd()
    .split('\n')
    .map((line) => line.split(',').length);
  // The titles, both columns over all and over the answered outputs, their intervals, and two published rows.
  expect(cells).toEqual(Array(1 + 4 + 4 + 2).fill(20));
  const { out } = await run(...compare, '--out', 'report.txt');
  expect(out).toBe('');
  expect(readFileSync(join(folder, 'report.txt'), 'utf8')).toBe(table?.out);
});

test('several models are compared on the stories that all of them have, in pairs, and beside what was published', async () => {
  for (const i of [1, 2, 3, 4]) write(`first/${i}.txt`, workedCases[i - 1]?.candidate ?? '');
  for (const i of [3, 4, 5]) write(`second/${i}.txt`, workedCases[i - 1]?.candidate ?? '');
  const compare = ['first', 'second', '--reference', 'reference.jsonl', '--format', 'csv'];
  const [{ out }, again, other] = await Promise.all([run(...compare), run(...compare), run(...compare, '--seed', '2')]);
  const rows = out.trimEnd().split('\n');
  const f1Of = (name: string, title: string): number =>
    Number(rows.find((row) => row.startsWith(`${name},${title},`))?.split(',')[7]);
  // Both have stories 3 and 4, with an F1 of 1 and 0.4.
  expect(f1Of('first', 'as in the paper (2 common stories)')).toBeCloseTo(0.7, 12);
  expect(f1Of('second', 'as in the paper (2 common stories)')).toBeCloseTo(0.7, 12);
  expect(f1Of('first − second', 'as in the paper (paired difference)')).toBe(0);
  const ends = [': 95 % from', '', ': 95 % to'];
  const f1s = ends.map((end) => f1Of('first', `as in the paper${end}`));
  expect(f1s[0]).toBeLessThan(f1s[1] ?? 0);
  expect(f1s[1]).toBeLessThan(f1s[2] ?? 0);
  expect(f1Of('QwenStoryteller2 (published)', 'as published')).toBe(0.41);
  expect(again.out).toBe(out);
  expect(other.out).not.toBe(out);
});

test('--help lists every key', async () => {
  const { status, out } = await run('--help');
  expect(status).toBe(0);
  for (const key of SCORES) expect(out).toContain(`answered.framesCompared.${key}`);
});
