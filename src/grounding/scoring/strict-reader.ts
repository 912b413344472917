import { SPACE, strip } from './python-text.ts';

// Reads a completion exactly as the evaluator of the StoryReasoning project does. The tolerant parser reads much more,
// so the numbers of the papers must not come from it. Code here that looks wrong copies a mistake of the evaluator.

/** The cells of a row by their headings. A heading that is missing reads as ''. */
export type Fields = ReadonlyMap<string, string>;

/** What the thinking says about one image. */
export interface StrictSection {
  readonly characters: readonly Fields[];
  readonly objects: readonly Fields[];
  readonly settings: readonly Fields[];
}

/** The thinking between the first `<think>` and the `</think>` after it, stripped; '' without both tags. */
export function thoughtOf(completion: string): string {
  const opening = completion.indexOf('<think>');
  if (opening < 0) return '';
  const from = opening + '<think>'.length;
  const to = completion.indexOf('</think>', from);
  return to < 0 ? '' : strip(completion.slice(from, to));
}

/**
 * The text after the first `</think>`. The evaluator skips 9 characters for this tag of 8, so a story that follows
 * without a line break loses its first character. Without that tag: '' if there is a `<think>`, else the whole text.
 */
export function storyOf(completion: string): string {
  const at = completion.indexOf('</think>');
  if (at < 0) return completion.includes('<think>') ? '' : completion;
  const rest = completion.slice(at + '</think>'.length);
  // One character of Python may be two of JavaScript.
  return strip(rest.slice((rest.codePointAt(0) ?? 0) > 0xff_ff ? 2 : 1));
}

const NEXT = new RegExp(String.raw`## Image \p{Nd}+[${SPACE}]*\n`, 'u');
const TABLES = ['Characters', 'Objects', 'Setting'].map(
  (title) => new RegExp(String.raw`### ${title}[${SPACE}]*\n((?:[^\n]+\n)+)`),
);

// Boxes, both validators and the statistics read the same thought one after the other.
let last = { thought: '', sections: [] as readonly StrictSection[] };

/** The sections `## Image 1`, `## Image 2` … up to the first number that is missing. The last result is kept. */
export function sectionsOf(thought: string): readonly StrictSection[] {
  if (thought !== last.thought) last = { thought, sections: readSections(thought) };
  return last.sections;
}

function readSections(thought: string): readonly StrictSection[] {
  const sections: StrictSection[] = [];
  for (let image = 1; ; image++) {
    const heading = new RegExp(String.raw`## Image ${image}[${SPACE}]*\n`).exec(thought);
    if (heading === null) return sections;
    const rest = thought.slice(heading.index + heading[0].length);
    const content = rest.slice(0, NEXT.exec(rest)?.index);
    const [characters = [], objects = [], settings = []] = TABLES.map((table) =>
      rowsOf(table.exec(content)?.[1] ?? ''),
    );
    sections.push({ characters, objects, settings });
  }
}

const NARRATIVE = new RegExp(String.raw`## Narrative Structure[${SPACE}]*\n((?:[^\n]+(?:\n|$))+)`);

/** The rows of the narrative structure; null if there is no such table. */
export function narrativeRowsOf(thought: string): readonly Fields[] | null {
  const table = NARRATIVE.exec(thought)?.[1];
  return table === undefined ? null : rowsOf(table);
}

/**
 * The rows of a table: its first line has the headings, its second is skipped. A row with fewer cells than headings is
 * left out. The empty cell after the last pipe counts.
 */
function rowsOf(table: string): readonly Fields[] {
  const [first = '', , ...lines] = strip(table).split('\n');
  const headings = cellsOf(first).filter((heading) => !/^-*$/.test(heading));
  return lines.flatMap((line) => {
    if (!line.includes('|')) return [];
    const cells = cellsOf(line);
    return cells.length < headings.length ? [] : [new Map(headings.map((heading, i) => [heading, cells[i] ?? '']))];
  });
}

/** The cells after the first pipe. If the line does not begin with a pipe, its first cell is lost. */
function cellsOf(line: string): readonly string[] {
  return line.split('|').slice(1).map(strip);
}
