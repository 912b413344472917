import type { GroundedDocument } from '../grounding/base.ts';
import { parser } from './parser.ts';
import type { Run } from './records.ts';
import { switchesOf } from './switches.ts';

// The documents of the runs that were shown last. A document is never part of a record: it follows from the completion.
const known = new Map<string, { readonly completion: string; readonly doc: GroundedDocument }>();
const MOST_KNOWN = 4;

type Completed = Pick<Run, 'id' | 'completion'>;
type Parsed = Completed & Pick<Run, 'segments' | 'switches'>;

/** The parsed completion of a run; the same object as long as the completion is the same. */
export function docOf(run: Parsed): GroundedDocument {
  const { id, completion } = run;
  const found = known.get(id);
  if (found?.completion === completion) return found.doc;
  const doc = parser().parseAll(completion, switchesOf(run));
  setDoc({ id, completion }, doc);
  return doc;
}

/** Stores the document that a run in progress has parsed piece by piece, so that `docOf` need not parse the completion. */
export function setDoc({ id, completion }: Completed, doc: GroundedDocument): void {
  // The run that was used last is at the end.
  known.delete(id);
  known.set(id, { completion, doc });
  for (const oldest of known.keys()) if (known.size > MOST_KNOWN) known.delete(oldest);
}
