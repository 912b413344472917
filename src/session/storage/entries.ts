import { PARSER_VERSION, presenceOf } from '../../grounding/base.ts';
import type { GroundedDocument } from '../../grounding/base.ts';
import { docOf } from '../docs.ts';
import type { Run, Sequence } from '../records.ts';

/**
 * What the library lists of a sequence. It follows from the sequence and its runs, and is made again when the parser that
 * it was made with is older.
 */
export interface Entry {
  readonly id: string;
  /** Null if the user has given no title. */
  readonly title: string | null;
  readonly proposed: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly frames: number;
  readonly runs: number;
  /** The names of the models, each once. */
  readonly models: readonly string[];
  /** The bytes of its pictures and texts. */
  readonly size: number;
  /** The SHA-256 of the first pictures. */
  readonly pictures: readonly string[];
  readonly deletedAt: number | null;
  /** The version of the parser. */
  readonly parser: number;
}

const PICTURES = 4;

/** The entry of a sequence, and the text in which the search looks, in lower case. */
export function entryOf(sequence: Sequence, runs: readonly Run[]): { readonly entry: Entry; readonly text: string } {
  const docs = runs.map(docOf);
  const blobs = new Map(
    [sequence.frames, ...runs.map(({ frames }) => frames ?? [])].flat().flatMap(({ picture, sent, file, blob }) => [
      [picture, file.size],
      [sent, blob.size],
    ]),
  );
  const sizes = [...blobs.values(), ...runs.map(({ completion }) => completion.length)];
  const models = runs.flatMap(({ segments, source }) =>
    source === 'model' ? segments.map(({ request }) => nameOf(request.model)) : [],
  );
  const stories = docs.map(storyOf);
  const proposed = proposedTitle(sequence, runs, stories);
  const frames = sequence.frames.length > 0 ? sequence.frames : (runs.at(-1)?.frames ?? []);
  const entry: Entry = {
    id: sequence.id,
    title: sequence.title,
    proposed,
    createdAt: sequence.createdAt,
    updatedAt: sequence.updatedAt,
    frames: frames.length,
    runs: runs.length,
    models: [...new Set(models)],
    size: sizes.reduce((sum, size) => sum + size, 0),
    pictures: frames.slice(0, PICTURES).map(({ sent }) => sent),
    deletedAt: null,
    parser: PARSER_VERSION,
  };
  const names = docs.flatMap((doc) => presenceOf(doc).flatMap(({ id, name }) => [id, name ?? '']));
  const text = [...new Set(names), ...stories].join('\n').toLowerCase();
  return { entry, text };
}

const nameOf = (model: string): string => model.split('/').at(-1) || 'the server’s model';

/** The words of a story, one frame on each line. */
function storyOf({ story }: GroundedDocument): string {
  return story.map(({ spans }) => spans.map(({ text }) => text).join('')).join('\n');
}

// The number of characters of the story that fit into one line of the list.
const TITLE_LENGTH = 60;

/** The first words of the newest story, else the name of an opened output, else the name of the first frame. */
function proposedTitle({ frames }: Sequence, runs: readonly Run[], stories: readonly string[]): string {
  const named = runs.findLast(({ source, title }) => source !== 'model' && title !== null)?.title;
  const words = stories.findLast((story) => story.trim() !== '')?.trim() ?? '';
  return firstWords(words) || named || frames[0]?.name || 'Untitled';
}

/** The beginning of a text up to a space, with an ellipsis if more follows. */
function firstWords(text: string): string {
  const line = text.split(/\s+/).join(' ');
  if (line.length <= TITLE_LENGTH) return line;
  const cut = line.slice(0, TITLE_LENGTH + 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), TITLE_LENGTH / 2)).replace(/[\s,.;:]+$/, '')} …`;
}
