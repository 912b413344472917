import { naturalOrder, sayCount, sayNumber } from '../grounding/base.ts';
import { samplesIn } from './open-output.ts';
import { readTexts } from './read-texts.ts';
import type { NamedText, Sample } from '../formats/index.ts';
import type { Session } from './session.ts';
import type { FileFailure } from './types.ts';

/** What was dropped: files or folders, or a text. */
export interface Dropped {
  readonly files: readonly File[];
  /** Given if one of them is a folder. */
  readonly entries: readonly FileSystemEntry[];
  readonly text: string;
}

/** Dropped files by what they are for. */
export interface Sorted {
  /** In natural order: `frame-2` before `frame-10`. */
  readonly pictures: readonly File[];
  /** The files that have outputs, by their paths. */
  readonly texts: readonly NamedText[];
  /** A sentence for each file that could not be read, and one that names all files that are left out. */
  readonly problems: readonly FileFailure[];
}

interface Found {
  readonly file: File;
  /** The path in the dropped folder, or the name. */
  readonly path: string;
  readonly inFolder: boolean;
}

const PICTURE = /\.(?:png|jpe?g|webp|gif|avif|bmp|heic|heif|tiff?)$/i;
const TEXT = /\.(?:txt|md|markdown|json|jsonl|ndjson|log|out|sse|csv)$/i;
const METADATA = /(?:^|[_\-. /])metadata\.\w+$/i;
/** A folder for one story does not have more files. */
const MOST_FILES = 2000;
/** The sentence about files that are left out names at most this many. */
const MOST_NAMES = 6;

const isPicture = ({ file }: Found): boolean => file.type.startsWith('image/') || PICTURE.test(file.name);

/** Sorts dropped files into pictures, outputs, and those that are left out. */
export async function sortDropped({ files, entries }: Dropped): Promise<Sorted> {
  const found =
    entries.length === 0
      ? files.map((file): Found => ({ file, path: file.name, inFolder: false }))
      : await filesIn(entries);
  const inOrder = found.toSorted((a, b) => naturalOrder(a.path, b.path));
  const pictures = inOrder.filter(isPicture);
  const others = inOrder.filter((one) => !isPicture(one));
  const alone = await readTexts(others.filter(({ inFolder }) => !inFolder).map(({ file }) => file));
  const inFolder = others.filter((one) => one.inFolder);
  const paths = new Map(inFolder.map(({ file, path }) => [file, path]));
  const mayBeText = inFolder.filter(({ file }) => TEXT.test(file.name)).map(({ file }) => file);
  const { texts } = await readTexts(mayBeText, (file) => paths.get(file) ?? file.name);
  const outputs = await outputsAmong(texts);
  const leftOut = [...paths.values()].filter((path) => !outputs.some(({ name }) => name === path));
  return {
    pictures: pictures.map(({ file }) => file),
    texts: [...alone.texts, ...outputs],
    problems: [...alone.problems.map((sentence) => ({ name: '', sentence })), ...leftOutOf(leftOut)],
  };
}

/**
 * Opens what was dropped: pictures become frames, and an output is shown with them. Pictures that come with an output
 * begin another sequence. Returns the texts of several outputs, for the user to choose one.
 */
export async function openDropped(session: Session, dropped: Dropped): Promise<readonly NamedText[]> {
  if (dropped.text !== '') {
    const texts = [{ name: 'dropped text', text: dropped.text }];
    const samples = await samplesIn(texts);
    return samples.some(looksLikeOutput) ? show(session, samples, texts) : [];
  }
  const { pictures, texts, problems } = await sortDropped(dropped);
  const samples = await samplesIn(texts);
  if (samples.length > 0 && pictures.length > 0 && session.page.getState().frames.length > 0) session.startSequence();
  const added = session.frames.add(pictures, 'as given');
  session.frames.reject(problems);
  await added;
  return show(session, samples, texts);
}

function show(session: Session, samples: readonly Sample[], texts: readonly NamedText[]): readonly NamedText[] {
  const [only] = samples;
  if (only === undefined || samples.length > 1) return texts;
  const { name, completion, sizes, switches } = only;
  session.open({ name, text: completion, sizes, switches });
  return [];
}

/** In a folder, only a text that looks like an output is one. */
async function outputsAmong(texts: readonly NamedText[]): Promise<readonly NamedText[]> {
  const isOutput = await Promise.all(
    texts.map(async (text) => METADATA.test(text.name) || (await samplesIn([text])).some(looksLikeOutput)),
  );
  return texts.filter((_, i) => isOutput[i]);
}

function looksLikeOutput({ completion }: Sample): boolean {
  return /<gd[ioalf]\b|<think>|^#+ *\w+ \d|^\|.*\|\s*$/im.test(completion);
}

/** `2 other files were left out: notes.pdf and weights.bin.` */
function leftOutOf(paths: readonly string[]): readonly FileFailure[] {
  const [name] = paths;
  if (name === undefined) return [];
  const named = paths.slice(0, MOST_NAMES);
  const more = paths.length - named.length;
  const list = new Intl.ListFormat('en').format(more > 0 ? [...named, `${sayNumber(more)} more`] : named);
  const count = sayCount(paths.length, 'other file was', 'other files were');
  return [{ name, sentence: `${count} left out: ${list}.`, files: paths.length }];
}

async function filesIn(entries: readonly FileSystemEntry[]): Promise<readonly Found[]> {
  const found: Found[] = [];
  const [only] = entries;
  // The name of one dropped folder is the same for all its files.
  const base = entries.length === 1 && only !== undefined ? `${only.fullPath}/` : '/';
  for (const pending = [...entries]; pending.length > 0 && found.length < MOST_FILES;) {
    const entry = pending.shift();
    if (entry === undefined) break;
    const path = entry.fullPath.startsWith(base) ? entry.fullPath.slice(base.length) : entry.name;
    // oxlint-disable-next-line no-await-in-loop -- a folder may have many files: one at a time
    if (entry.isDirectory) pending.push(...(await entriesOf(entry as FileSystemDirectoryEntry)));
    else {
      // oxlint-disable-next-line no-await-in-loop -- as above
      const file = await fileOf(entry as FileSystemFileEntry);
      if (file !== null) found.push({ file, path, inFolder: !entries.includes(entry) });
    }
  }
  return found;
}

/** A reader gives at most 100 entries at a time, and none when it has given all. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<readonly FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- see above
    const some = await new Promise<readonly FileSystemEntry[]>((resolve) => {
      reader.readEntries(resolve, () => resolve([]));
    });
    if (some.length === 0) return all;
    all.push(...some);
  }
}

async function fileOf(entry: FileSystemFileEntry): Promise<File | null> {
  return new Promise((resolve) => {
    entry.file(resolve, () => resolve(null));
  });
}
