import { parseAll } from '../../grounding/parsing.ts';
import { compareModels, createGathering, numbersOfOutput, sectionsOf, thoughtOf } from '../../grounding/scoring.ts';
import type { Between, ModelNumbers } from '../../grounding/scoring.ts';
import { comparandOfRun } from '../../session/index.ts';
import type { Comparand, Library, Run } from '../../session/index.ts';
import { measuresOf } from './compare.ts';

/** An output of a model for a story. */
export interface ModelOutput {
  readonly model: string;
  /** The ID of its sequence. */
  readonly story: string;
  /** The titles by which a reference file may know the story. */
  readonly titles: readonly string[];
  readonly output: Comparand;
}

/** Which model a run is of. */
function modelOf({ source, segments }: Pick<Run, 'source' | 'segments'>): string {
  if (source === 'demo') return 'Demo';
  if (source === 'imported') return 'Opened outputs';
  if (source === 'edited') return 'Corrected runs';
  return segments.at(-1)?.request.model.split('/').at(-1) || 'Unnamed model';
}

/** The newest run of each model in each of these sequences. A run without text is left out. */
export async function collectOutputs(
  library: Pick<Library, 'peek'>,
  sequences: readonly string[],
  isWanted: () => boolean,
): Promise<readonly ModelOutput[]> {
  const outputs: ModelOutput[] = [];
  for (const id of sequences) {
    if (!isWanted()) break;
    // oxlint-disable-next-line no-await-in-loop -- one at a time, so that the page stays usable
    const loaded = await library.peek(id);
    if (loaded === null) continue;
    const newest = new Map<string, Run>();
    for (const run of loaded.runs) if (run.completion !== '') newest.set(modelOf(run), run);
    for (const [model, run] of newest) {
      const titles = [loaded.sequence.title, run.title].filter((title) => title !== null);
      outputs.push({ model, story: id, titles, output: comparandOfRun(run, loaded.sequence, model) });
    }
  }
  return outputs;
}

/** Finds the reference of an output; null if it has none. */
export type FindReference = (output: ModelOutput) => Promise<Comparand | null>;

/** The numbers of several models, and what compares them; `between` is null without a reference. */
export interface ModelComparison {
  readonly models: readonly ModelNumbers[];
  readonly between: Between | null;
}

/** Scores all outputs. With a reference, outputs that it does not have are left out. */
export async function compareOutputs(
  outputs: readonly ModelOutput[],
  findReference: FindReference | null,
  seed: number,
): Promise<ModelComparison> {
  const models: ModelNumbers[] = [];
  const scored = [];
  for (const name of new Set(outputs.map(({ model }) => model))) {
    const own = outputs.filter(({ model }) => model === name);
    const gathering = createGathering(own.length);
    const unmatched: string[] = [];
    for (const [i, one] of own.entries()) {
      // oxlint-disable-next-line no-await-in-loop -- one at a time, so that the page stays usable
      const reference = findReference === null ? null : await findReference(one);
      if (findReference !== null && reference === null) unmatched.push(one.story);
      else gathering.add(i, numbersOf(one.output, reference), one.story);
    }
    models.push(gathering.model(name, [], unmatched, findReference !== null));
    scored.push({ name, table: gathering.stories() });
  }
  return { models, between: findReference === null ? null : compareModels(scored, seed) };
}

function numbersOf(
  output: Comparand,
  reference: Comparand | null,
): Parameters<ReturnType<typeof createGathering>['add']>[1] {
  // Without a reference there are as many pictures as the output has, or as it has sections.
  const other = reference ?? { ...output, sizes: output.sizes.length > 0 ? output.sizes : sectionsAsSizes(output) };
  const measures = measuresOf(output, other);
  const numbers = numbersOfOutput(
    { completion: output.completion, doc: parseAll(output.completion), measure: measures.output },
    reference && { completion: reference.completion, measure: measures.reference },
  );
  return { ...numbers, answered: numbers.detections.length > 0 };
}

const sectionsAsSizes = ({ completion }: Comparand): readonly null[] =>
  sectionsOf(thoughtOf(completion)).map(() => null);
