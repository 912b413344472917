// The audit of the terminal: reads models and a reference, and returns their numbers.
import { storyIdOf } from '../../src/formats/index.ts';
import { createGathering } from './gather.mjs';
import { runAll } from './pool.mjs';
import { listOutputs, SourceError } from './sources.mjs';

/** @import { Arguments } from './arguments.mjs' */
/** @import { Model } from './gather.mjs' */
/** @import { Task } from './score.mjs' */
/** @import { Place, Source } from './sources.mjs' */

/**
 * @typedef {object} Audit
 * @property {Model[]} models
 * @property {string[]} perOutput one JSON object for each output: as text they take a fifth of the memory
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
  const result = { models: [], perOutput: [], failed: false };
  for (const { name, path, measure, source } of sources) {
    const { tasks, ids, missing } = plan(source, reference, measure);
    const gathering = createGathering(tasks.length);
    const unreadable = source.unreadable.map(({ id }) => id);
    /** @type {(string | undefined)[]} */
    const perOutput = Array.from({ length: tasks.length });
    const progress = createProgress(name, tasks.length, tell);
    let unmatched = 0;
    let unsized = 0;
    await runAll(tasks, (outcome) => {
      const id = ids[outcome.index] ?? '';
      progress();
      if ('reason' in outcome) {
        unreadable.push(id);
        tell(`${name}: ${id} cannot be read: ${outcome.reason}.`);
        return;
      }
      const { result: one } = outcome;
      if (!one.sized) unsized++;
      const isUsed = reference === null || one.scores !== null;
      if (isUsed) gathering.add(outcome.index, one);
      else unmatched++;
      const { asInPaper = null, framesCompared = null } = one.scores ?? {};
      perOutput[outcome.index] = JSON.stringify({ model: name, id, asInPaper, framesCompared, findings: one.findings });
    });
    const model = gathering.model(name, missing, unreadable, reference !== null);
    result.models.push(model);
    for (const line of perOutput) if (line !== undefined) result.perOutput.push(line);
    tell(sentenceOf(model, unmatched, unsized));
    if (tasks.length === 0 || (model.outputs === 0 && unmatched === 0)) {
      result.failed = true;
      tell(`There is no output that can be read in '${path}'.`);
    }
  }
  return result;
}

/** @param {string} path @param {(sentence: string) => void} tell */
async function list(path, tell) {
  const source = await listOutputs(path);
  for (const { id, reason } of source.unreadable) tell(`${path}: ${id} cannot be read: ${reason}.`);
  if (source.leftOut > 0) tell(`${path}: ${source.leftOut} pictures are left out.`);
  return source;
}

/**
 * One task for each output, in the order of the reference: its rows are read in batches.
 * @param {Source} source @param {Source | null} reference @param {Task['measure']} measure
 */
function plan(source, reference, measure) {
  /** @type {Map<string, { place: Place, order: number, used: boolean }>} */
  const known = new Map();
  for (const [order, { id, place }] of (reference?.entries ?? []).entries())
    if (!known.has(id)) known.set(id, { place, order, used: false });
  const matched = source.entries.map(({ id, place }) => {
    const found = known.get(id) ?? known.get(storyIdOf(id) ?? '');
    if (found) found.used = true;
    return { id, place, reference: found?.place ?? null, order: found?.order ?? Infinity };
  });
  const ordered =
    reference === null ? matched : matched.toSorted((a, b) => (a.order === b.order ? 0 : a.order - b.order));
  return {
    tasks: ordered.map(({ place, reference: of }, index) => ({ index, place, reference: of, measure })),
    ids: ordered.map(({ id }) => id),
    missing: Array.from(known).flatMap(([id, { used }]) => (used ? [] : [id])),
  };
}

/** Reports the progress of many outputs each time a tenth is done. @param {string} name @param {number} count @param {(sentence: string) => void} tell */
function createProgress(name, count, tell) {
  let done = 0;
  return () => {
    done++;
    const step = Math.ceil(count / 10);
    if (count > 100 && done % step === 0) tell(`${name}: ${done} of ${count} outputs.`);
  };
}

/** @param {Model} model @param {number} unmatched @param {number} unsized */
function sentenceOf({ name, outputs, missing, unreadable, answered, statistics }, unmatched, unsized) {
  const parts = [
    `${outputs} outputs used`,
    `${missing.length} missing`,
    `${unreadable.length} unreadable`,
    ...(unmatched > 0 ? [`${unmatched} not in the reference and not used`] : []),
    `${answered.rest} without a box that the evaluator reads`,
    `${statistics.tolerantOnlyBoxes} boxes that only the tolerant parser finds`,
    ...(unsized > 0
      ? [`${unsized} without the size of their frames (--frame-size), so no box is cut at the edge`]
      : []),
  ];
  return `${name}: ${parts.join(', ')}.`;
}
