// Writes the numbers of the models as text.
import { csvLine } from '../../src/formats/index.ts';
import { SCORES } from '../../src/grounding/index.ts';
import { betweenRows, publishedRows } from './between.mjs';

/** @import { Between, ModelNumbers, Scores } from '../../src/grounding/index.ts' */

/** @type {Record<keyof Scores, string>} */
const TITLES = {
  precision: 'P',
  recall: 'R',
  f1: 'F1',
  charPrecision: 'char. P',
  charRecall: 'char. R',
  charF1: 'char. F1',
  objPrecision: 'obj. P',
  objRecall: 'obj. R',
  objF1: 'obj. F1',
  map: 'mAP',
};
const TEXT = /** @type {const} */ (['bleu1', 'bleu2', 'bleu3', 'bleu4', 'rougeL']);
const TEXT_TITLES = ['BLEU-1', 'BLEU-2', 'BLEU-3', 'BLEU-4', 'ROUGE-L'];
const COUNTS = ['outputs', 'missing', 'unreadable'];

/**
 * @param {readonly ModelNumbers[]} models @param {Between | null} between @param {'table' | 'csv' | 'md'} format
 * @returns {string}
 */
export function report(models, between, format) {
  const scores = (/** @type {(value: number) => string} */ write) => [
    head(),
    ...models.flatMap((model) => rows(model, write)),
    ...(between === null ? [] : [...betweenRows(models, between, write), ...publishedRows(write)]),
  ];
  if (format === 'csv') return lines(scores(String).map(csvLine));
  const counts = [factTitles(), ...models.map(facts)];
  const write = format === 'md' ? markdown : plain;
  return `${write(scores((value) => value.toFixed(4)))}\n${write(counts)}`;
}

/** @returns {string[]} */
const head = () => ['model', 'column', ...COUNTS, ...SCORES.map((key) => TITLES[key]), ...TEXT_TITLES];

/**
 * Four rows for each model: both columns over all outputs, and over those that are answered.
 * @param {ModelNumbers} model @param {(value: number) => string} write @returns {string[][]}
 */
function rows(model, write) {
  const { answered, missing, unreadable, text } = model;
  /** @param {string} title @param {Scores | null} scores @param {(string | number)[]} counts @param {boolean} all */
  const row = (title, scores, counts, all) => [
    model.name,
    title,
    ...counts.map(String),
    ...SCORES.map((key) => (scores === null ? '' : write(scores[key]))),
    ...TEXT.map((key) => (all && text[key] !== null ? write(text[key]) : '')),
  ];
  const all = [model.outputs, missing.length, unreadable.length];
  const some = [answered.outputs, '', ''];
  return [
    row('as in the paper', model.asInPaper, all, true),
    row('frames compared', model.framesCompared, all, false),
    row('as in the paper (answered)', answered.asInPaper, some, false),
    row('frames compared (answered)', answered.framesCompared, some, false),
  ];
}

/** @returns {string[]} */
const factTitles = () => [
  'model',
  'well-structured %',
  'validate_cot %',
  'validate_story %',
  'words',
  'mentions',
  'here',
  'elsewhere',
  'nowhere',
  'multi-frame char. %',
  'multi-frame obj. %',
  'char. >= 5 frames %',
  'obj. >= 5 frames %',
  'boxes only the tolerant parser finds',
];

/** @param {ModelNumbers} model @returns {string[]} */
function facts({ name, statistics: s }) {
  const numbers = [s.wellStructured, s.validCot, s.validStory, s.words, s.mentions.all, ...Object.values(s.references)];
  const shares = [
    s.multiFrame.characters,
    s.multiFrame.objects,
    s.persistence.characters[4] ?? 0,
    s.persistence.objects[4] ?? 0,
  ];
  return [
    name,
    ...[...numbers, ...shares].map((value) => (value === null ? '' : value.toFixed(1))),
    String(s.tolerantOnlyBoxes),
  ];
}

/** @param {readonly string[]} texts */
const lines = (texts) => texts.map((text) => `${text}\n`).join('');

/** @param {readonly (readonly string[])[]} table */
function plain(table) {
  const widths = (table[0] ?? []).map((_, i) => Math.max(...table.map((row) => (row[i] ?? '').length)));
  return lines(
    table.map((row) =>
      row
        .map((cell, i) => (i < 2 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  ')
        .trimEnd(),
    ),
  );
}

/** @param {readonly (readonly string[])[]} table */
function markdown([titles = [], ...table]) {
  const line = (/** @type {readonly string[]} */ cells) =>
    `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
  return lines([line(titles), `|${'---|'.repeat(titles.length)}`, ...table.map(line)]);
}
