// Reads outputs from their places. Node's part of the readers: files in, values of src/formats out.
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseJson } from '../../src/grounding/index.ts';
import { completionsIn, decodeText, openParquet, unwrap } from '../../src/formats/index.ts';

/** @import { ParquetRows, Sample } from '../../src/formats/index.ts' */
/** @import { Place } from './sources.mjs' */

/**
 * The outputs of one file, or of the files of one story. An empty file is an output: a model that wrote nothing.
 * @param {string[]} files
 * @returns {readonly Pick<Sample, 'completion' | 'sizes' | 'id' | 'frames'>[]}
 * @throws {Error} if a file is not a text
 */
export function readSamples(files) {
  const texts = files.map((file) => {
    const text = decodeText(readFileSync(file));
    if (text === null) throw new Error('the file is not a text');
    // Python, with which the papers' evaluator reads its files, turns all line ends into line feeds.
    return { name: basename(file), text: text.replaceAll(/\r\n?/g, '\n') };
  });
  const samples = unwrap(texts);
  return samples.length === 0 ? [{ completion: '', sizes: [] }] : samples;
}

/**
 * Opens a parquet file.
 * @param {string} file
 * @returns {Promise<ParquetRows>}
 */
export async function openRows(file) {
  const byteLength = statSync(file).size;
  return openParquet({
    byteLength,
    async slice(from, to = byteLength) {
      const handle = await open(file);
      try {
        const bytes = new Uint8Array(to - from);
        await handle.read(bytes, 0, bytes.length, from);
        return bytes.buffer;
      } finally {
        await handle.close();
      }
    },
  });
}

/** @typedef {Pick<Sample, 'completion' | 'sizes' | 'frames'>} Output */

/**
 * Reads outputs, and keeps what the next one probably needs, too: the last file of several outputs, and the last two
 * batches of rows (one of a model and one of the reference).
 * @returns {(place: Place) => Promise<Output>} it rejects if an output cannot be read
 */
export function createReader() {
  /** @type {{ file: string, samples: ReturnType<typeof readSamples> }[]} */
  let files = [];
  /** @type {{ file: string, from: number, samples: (Output | undefined)[] }[]} */
  let batches = [];
  /** @type {Map<string, Promise<ParquetRows>>} */
  const opened = new Map();

  /** @param {string} file @param {number} sample */
  function ofMany(file, sample) {
    let known = files.find((one) => one.file === file);
    if (!known) files = [(known = { file, samples: readSamples([file]) }), ...files].slice(0, 2);
    return known.samples[sample];
  }

  /** @param {Extract<Place, { kind: 'row' }>} place */
  async function ofRow({ file, row, from, to }) {
    let known = batches.find((one) => one.file === file && one.from === from);
    if (!known) {
      const rows = await (opened.get(file) ?? opened.set(file, openRows(file)).get(file));
      const read = (await rows?.read(from, to)) ?? [];
      known = { file, from, samples: read.map((value) => completionsIn(value)[0]) };
      batches = [known, ...batches].slice(0, 2);
    }
    return known.samples[row - from];
  }

  return async (place) => {
    /** @type {Output | undefined} */
    let output;
    if (place.kind === 'row') output = await ofRow(place);
    else if (place.kind === 'line') output = completionsIn(parseJson(readPart(place)))[place.sample];
    else if (place.sample !== null) output = ofMany(place.files[0] ?? '', place.sample);
    else {
      const samples = readSamples(place.files);
      if (samples.length > 1) throw new Error(`the file has ${samples.length} outputs: name it .json or .jsonl`);
      [output] = samples;
    }
    if (output === undefined) throw new Error('the row has no output');
    return output;
  };
}

/** @param {Extract<Place, { kind: 'line' }>} place */
function readPart({ file, from, to }) {
  const handle = openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(to - from);
    readSync(handle, bytes, 0, bytes.length, from);
    return bytes.toString('utf8');
  } finally {
    closeSync(handle);
  }
}
