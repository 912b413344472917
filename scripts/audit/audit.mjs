// The audit of the terminal: reads models and a reference, and returns their numbers.
import { compareModels, createGathering } from '../../src/grounding/index.ts';
import { storyIdOf } from '../../src/formats/index.ts';
import { sayCount, sayNumber } from '../../src/grounding/index.ts';
import { runAll } from './pool.mjs';
import { listOutputs, SourceError } from './sources.mjs';

/** @import { Arguments } from './arguments.mjs' */
/** @import { Between, ModelNumbers, ScoredModel } from '../../src/grounding/index.ts' */
/** @import { Task } from './score.mjs' */
/** @import { Source } from './sources.mjs' */

/**
 * @typedef {object} Audit
 * @property {ModelNumbers[]} models
 * @property {Between | null} between intervals and differences; null without a reference, and for JSON, which has each output
 * @property {Buffer[]} perOutput one JSON object for each output, if the format is JSON: as bytes, which take a tenth of
 *   the memory of objects
 * @property {boolean} failed whether a PATH has no output that can be read
 */

/**
 * @param {Arguments} args
 * @param {(sentence: string) => void} tell where progress and problems are written
 * @returns {Promise<Audit>}
 * @throws {SourceError} if a PATH or the reference does not exist or is empty
 */
export async function audit(args, tell) {
  const reference = args.reference === null ? null : await list(args.reference, tell);
  if (reference !== null && reference.entries.length === 0)
    throw new SourceError(`There is no output that can be read in the reference '${args.reference}'.`);
  const sources = [];
  for (const model of args.models) sources.push({ ...model, source: await list(model.path, tell) });
  /** @type {Audit} */
  const result = { models: [], between: null, perOutput: [], failed: false };
  /** @type {ScoredModel[]} */
  const scored = [];
  for (const { name, path, measure, source } of sources) {
    const { count, taskAt, idAt, storyAt, missing } = plan(source, reference, {
      measure,
      findings: args.format === 'json',
    });
    const gathering = createGathering(count);
    /** @type {number[]} */
    const failures = [];
    /** @type {(Buffer | undefined)[]} */
    const perOutput = Array.from({ length: args.format === 'json' ? count : 0 });
    const progress = createProgress(name, count, tell);
    let unmatched = 0;
    let unsized = 0;
    await runAll(count, taskAt, (outcome) => {
      const id = idAt(outcome.index);
      progress();
      if ('reason' in outcome) {
        failures.push(outcome.index);
        tell(`${name}: ${id} cannot be read: ${outcome.reason}.`);
        return;
      }
      const { result: one } = outcome;
      if (!one.sized) unsized++;
      const isUsed = reference === null || one.scores !== null;
      if (isUsed) gathering.add(outcome.index, one, storyAt(outcome.index));
      else unmatched++;
      if (args.format !== 'json') return;
      const { asInPaper = null, framesCompared = null } = one.scores ?? {};
      const text = JSON.stringify({ model: name, id, asInPaper, framesCompared, findings: one.findings });
      perOutput[outcome.index] = Buffer.from(text);
    });
    const unreadable = [...source.unreadable.map(({ id }) => id), ...failures.toSorted((a, b) => a - b).map(idAt)];
    const model = gathering.model(name, missing, unreadable, reference !== null);
    result.models.push(model);
    scored.push({ name, table: gathering.stories() });
    for (const line of perOutput) if (line !== undefined) result.perOutput.push(line);
    tell(sentenceOf(model, unmatched, unsized));
    if (count === 0 || (model.outputs === 0 && unmatched === 0)) {
      result.failed = true;
      tell(`There is no output that can be read in '${path}'.`);
    }
  }
  if (reference !== null && args.format !== 'json') result.between = compareModels(scored, args.seed);
  return result;
}

/** @param {string} path @param {(sentence: string) => void} tell */
async function list(path, tell) {
  const source = await listOutputs(path);
  for (const { id, reason } of source.unreadable) tell(`${path}: ${id} cannot be read: ${reason}.`);
  if (source.leftOut > 0) tell(`${path}: ${sayCount(source.leftOut, 'picture is', 'pictures are')} left out.`);
  return source;
}

/**
 * One task for each output, in the order of the reference: its rows are read in batches. Tasks are made when they are
 * needed: 50,000 of them take 20 MB.
 * @param {Source} source @param {Source | null} reference @param {Pick<Task, 'measure' | 'findings'>} how
 */
function plan({ entries, unreadable }, reference, how) {
  const known = reference?.entries ?? [];
  /** @type {Map<string, number>} */
  const numbers = new Map();
  for (const [number, { id }] of known.entries()) if (!numbers.has(id)) numbers.set(id, number);
  const found = entries.map(({ id }) => numbers.get(id) ?? numbers.get(storyIdOf(id) ?? '') ?? known.length);
  const order = [...found.keys()].toSorted((a, b) => (found[a] ?? 0) - (found[b] ?? 0) || a - b);
  const seen = new Set([...found, ...unreadable.map(({ id }) => numbers.get(id))]);
  const placeAt = (/** @type {number} */ index) => order[index] ?? 0;
  return {
    count: entries.length,
    /** @param {number} index */
    idAt: (index) => entries[placeAt(index)]?.id ?? '',
    /** The ID of the story in the reference. @param {number} index */
    storyAt: (index) => known[found[placeAt(index)] ?? -1]?.id ?? '',
    /** @param {number} index @returns {Task} */
    taskAt: (index) => {
      const place = entries[placeAt(index)]?.place;
      if (!place) throw new RangeError(`There is no output ${index}.`);
      return { index, place, reference: known[found[placeAt(index)] ?? -1]?.place ?? null, ...how };
    },
    missing: [...numbers].flatMap(([id, number]) => (seen.has(number) ? [] : [id])),
  };
}

/** Reports the progress of many outputs each time a tenth is done. @param {string} name @param {number} count @param {(sentence: string) => void} tell */
function createProgress(name, count, tell) {
  let done = 0;
  return () => {
    done++;
    const step = Math.ceil(count / 10);
    if (count > 100 && done % step === 0) tell(`${name}: ${sayNumber(done)} of ${sayCount(count, 'output')}.`);
  };
}

/** @param {ModelNumbers} model @param {number} unmatched @param {number} unsized */
function sentenceOf({ name, outputs, missing, unreadable, answered, statistics }, unmatched, unsized) {
  const parts = [
    sayCount(outputs, 'output used', 'outputs used'),
    `${missing.length} missing`,
    `${unreadable.length} unreadable`,
    ...(unmatched > 0 ? [`${unmatched} not in the reference and not used`] : []),
    `${answered.rest} without a box that the evaluator reads`,
    `${sayCount(statistics.tolerantOnlyBoxes, 'box', 'boxes')} that only the tolerant parser finds`,
    ...(unsized > 0
      ? [`${unsized} without the size of their frames (--frame-size), so no box is cut at the edge`]
      : []),
  ];
  return `${name}: ${parts.join(', ')}.`;
}
