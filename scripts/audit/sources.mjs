// Which outputs a PATH has. Only IDs and places are kept, not the texts, so that the memory does not grow with them.
import { createReadStream, readdirSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { beginningOf, completionsIn, idOfFile, partOf } from '../../src/formats/index.ts';
import { naturalOrder, parseJson } from '../../src/grounding/index.ts';
import { openRows, readSamples } from './files.mjs';

/**
 * Where an output is: in one or more text files, in a line of a file, or in a row of a parquet file. `sample` counts the
 * outputs of one file or line.
 * @typedef {{ kind: 'files', files: string[], sample: number | null }
 *   | { kind: 'line', file: string, from: number, to: number, sample: number }
 *   | { kind: 'row', file: string, row: number, from: number, to: number }} Place `from` and `to` of a row are its batch
 * @typedef {{ id: string, place: Place }} Entry
 * @typedef {{ id: string, reason: string }} Unreadable
 * @typedef {{ entries: Entry[], unreadable: Unreadable[], leftOut: number }} Source `leftOut` counts pictures
 */

/** A PATH that has no output at all. */
export class SourceError extends Error {}

const PICTURE = /\.(?:png|jpe?g|webp|gif|avif|bmp|tiff?|svg|pdf|mp4)$/i;
const LINES = /\.(?:jsonl|ndjson)$/i;

/** The most rows of a parquet file that are read at once: with 12 pictures of 16 kB each they have 12 MB. */
const BATCH = 64;

/**
 * Lists the outputs of a file or of a folder and the folders in it.
 * @param {string} path
 * @returns {Promise<Source>}
 * @throws {SourceError} if there is no such path
 */
export async function listOutputs(path) {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) throw new SourceError(`There is no file or folder '${path}'.`);
  /** @type {Source} */
  const source = { entries: [], unreadable: [], leftOut: 0 };
  const files = stats.isDirectory() ? filesIn(path) : [path];
  /** The files of one story, by folder and beginning of the name. @type {Map<string, string[]>} */
  const pairs = new Map();
  for (const file of files) {
    const name = basename(file);
    const beginning = beginningOf(name);
    if (PICTURE.test(name)) source.leftOut++;
    else if (/\.parquet$/i.test(name)) await guard(source, name, async () => listRows(file, source));
    else if (LINES.test(name)) await guard(source, name, async () => listLines(file, source));
    else if (/\.json$/i.test(name) || !stats.isDirectory())
      await guard(source, name, async () => listSamples(file, source));
    else if (beginning === null) add(source, idOfFile(name), { kind: 'files', files: [file], sample: null });
    else if (partOf(name) !== 'metadata') {
      const key = join(file, '..', beginning);
      const pair = pairs.get(key);
      if (pair) pair.push(file);
      else {
        const started = [file];
        pairs.set(key, started);
        add(source, beginning, { kind: 'files', files: started, sample: null });
      }
    }
  }
  return source;
}

/** @param {string} folder @returns {string[]} all files but hidden ones, in the order of their names and numbers */
function filesIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.'))
    .toSorted((a, b) => naturalOrder(a.name, b.name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? filesIn(path) : [path];
    });
}

/** @param {Source} source @param {string} id @param {Place} place */
function add(source, id, place) {
  source.entries.push({ id, place });
}

/** @param {Source} source @param {string} name @param {() => Promise<void>} list */
async function guard(source, name, list) {
  try {
    await list();
  } catch (error) {
    source.unreadable.push({ id: idOfFile(name), reason: error instanceof Error ? error.message : String(error) });
  }
}

/** @param {string} file @param {Source} source */
async function listSamples(file, source) {
  const samples = readSamples([file]);
  for (const [sample, { id }] of samples.entries()) {
    const own = samples.length === 1 ? idOfFile(basename(file)) : `${idOfFile(basename(file))}:${sample + 1}`;
    add(source, id ?? own, { kind: 'files', files: [file], sample });
  }
}

/** @param {string} file @param {Source} source */
async function listRows(file, source) {
  const rows = await openRows(file);
  const column = ['story_id', 'id', 'custom_id'].find((name) => rows.columns.includes(name));
  for (const [from, to] of rows.groups) {
    const ids = column === undefined ? [] : await rows.read(from, to, [column]);
    for (let row = from; row < to; row++) {
      const value = column === undefined ? null : ids[row - from]?.[column];
      const hasId = typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint';
      const id = hasId ? String(value) : `${idOfFile(basename(file))}:${row + 1}`;
      const start = row - ((row - from) % BATCH);
      add(source, id, { kind: 'row', file, row, from: start, to: Math.min(start + BATCH, to) });
    }
  }
}

/** @param {string} file @param {Source} source */
async function listLines(file, source) {
  let number = 0;
  for await (const { text, from, to } of linesOf(file)) {
    number++;
    if (text.trim() === '') continue;
    const name = `${idOfFile(basename(file))}:${number}`;
    const samples = completionsIn(parseJson(text));
    if (samples.length === 0) source.unreadable.push({ id: name, reason: 'the line has no output' });
    for (const [sample, { id }] of samples.entries()) {
      add(source, id ?? (samples.length === 1 ? name : `${name}:${sample + 1}`), {
        kind: 'line',
        file,
        from,
        to,
        sample,
      });
    }
  }
}

/** @param {string} file @returns {AsyncGenerator<{ text: string, from: number, to: number }>} with offsets in bytes */
async function* linesOf(file) {
  /** @type {Buffer[]} */
  let begun = [];
  let from = 0;
  let at = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    let start = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
      begun.push(chunk.subarray(start, end));
      yield { text: Buffer.concat(begun).toString('utf8'), from, to: at + end };
      begun = [];
      from = at + end + 1;
      start = end + 1;
    }
    begun.push(chunk.subarray(start));
    at += chunk.length;
  }
  if (from < at) yield { text: Buffer.concat(begun).toString('utf8'), from, to: at };
}

/** The name of a model whose outputs are at a path: its last part, without an extension. @param {string} path */
export function nameOf(path) {
  const name = basename(path.replace(/[/\\]+$/, ''));
  return name.slice(0, name.length - extname(name).length) || name || path;
}
