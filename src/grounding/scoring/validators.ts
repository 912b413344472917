import type { Size } from '../box.ts';
import { SPACE, readInteger, words } from './python-text.ts';
import { narrativeRowsOf, sectionsOf } from './strict-reader.ts';
import type { Fields } from './strict-reader.ts';

// The two checks with which the StoryReasoning project accepts a chain of thought and a story for its dataset.

/** The phases that a narrative must have. */
export const PHASES = ['Introduction', 'Development', 'Conflict', 'Turning Point', 'Conclusion'] as const;

/** Why the project's `validate_cot` rejects a chain of thought, in its own words; null if it accepts it. */
export function cotError(thought: string, sizes: readonly Size[]): string | null {
  const sections = sectionsOf(thought);
  if (sections.length !== sizes.length)
    return `Count mismatch: Images=${sizes.length}, Parsed sections=${sections.length}`;
  for (const [index, { characters, objects, settings }] of sections.entries()) {
    const size = sizes[index] ?? { width: 0, height: 0 };
    const error =
      idError('Character', characters, /^char/) ??
      idError('Object', objects, /^(?:obj|lm|bg)/) ??
      (settings.length === 0 ? 'Missing Setting table' : null) ??
      boxError('Character', characters, size) ??
      boxError('Object', objects, size);
    if (error !== null) return `Image ${index + 1}: ${error}`;
  }
  const phases = phasesOf(thought);
  if (phases.length === 0) return 'Failed to parse Narrative Structure section';
  // If a phase is missing, the project's code fails. It then rejects the text with the message of that failure.
  return PHASES.every((phase) => phases.includes(phase))
    ? null
    : "CoT validation error: 'str' object has no attribute 'value'";
}

type Kind = 'Character' | 'Object';

function idError(kind: Kind, rows: readonly Fields[], pattern: RegExp): string | null {
  const wrong = rows.map((row) => row.get(`${kind} ID`) ?? '').find((id) => !pattern.test(id));
  return wrong === undefined ? null : `Incorrect ${kind} ID for ${kind.toLowerCase()} ${wrong}`;
}

function boxError(kind: Kind, rows: readonly Fields[], size: Size): string | null {
  const wrong = rows.find((row) => !isBox(row.get('Bounding Box') ?? '', size));
  if (wrong === undefined) return null;
  const [id = '', box = ''] = [wrong.get(`${kind} ID`), wrong.get('Bounding Box')];
  return `Invalid bounding box format or value for ${kind.toLowerCase()} ${id} ${box}`;
}

/** Four whole numbers, in order, and at most a tenth of the picture's sides beyond its right and bottom edge. */
function isBox(written: string, { width, height }: Size): boolean {
  const numbers = written.split(',').map(readInteger);
  const [x1 = null, y1 = null, x2 = null, y2 = null] = numbers;
  if (numbers.length !== 4 || x1 === null || y1 === null || x2 === null || y2 === null) return false;
  return x1 >= 0n && y1 >= 0n && x2 <= width * 1.1 && y2 <= height * 1.1 && x1 < x2 && y1 < y2;
}

/** The phase of each row of the narrative structure, as the project reads it; '' for a row without that column. */
function phasesOf(thought: string): readonly string[] {
  return (narrativeRowsOf(thought) ?? []).map(phaseOfRow);
}

const nameOf = (phase: string): string => phase.toUpperCase().replaceAll(' ', '_');

/** The phase that a row names or contains. A row with any other phase counts as Introduction. */
export function phaseOfRow(row: Fields): string {
  const written = row.get('Narrative Phase');
  if (written === undefined) return '';
  return (
    PHASES.find((phase) => nameOf(phase) === nameOf(written)) ??
    PHASES.find((phase) => written.toLowerCase().includes(phase.toLowerCase())) ??
    'Introduction'
  );
}

const FRAME = /<gdi image\p{Nd}+>/gu;
const IDS = /<gd[oa] ([^\n]*?)>/g;

/**
 * Why the project's `validate_story` rejects a story, in its own words; null if it accepts it. It checks neither the
 * order of the frames nor the IDs of places. Where several IDs are unknown, it names them in a random order; here it is
 * the order of the text.
 */
export function storyError(thought: string, story: string, frames: number): string | null {
  const found = story.match(FRAME)?.length ?? 0;
  if (found !== frames) return `Count mismatch: Images=${frames}, <gdi> tags=${found}`;
  const sections = sectionsOf(thought);
  const known = new Set([
    ...sections.flatMap(({ characters }) => characters.map((row) => row.get('Character ID') ?? '')),
    ...sections.flatMap(({ objects }) => objects.map((row) => row.get('Object ID') ?? '')),
  ]);
  const used = new Set([...story.matchAll(IDS)].flatMap(([, ids = '']) => words(ids)));
  const unknown = [...used].filter((id) => !known.has(id));
  return unknown.length === 0 ? null : `Story uses IDs not found in analysis: ${unknown.join(', ')}`;
}

const SECTION = new RegExp(String.raw`## Image (\d+)[${SPACE}]*\n`, 'g');

/**
 * Whether a completion is well-structured: `<think>…</think>` with a section for each frame, and a `<gdi>` for each
 * frame. The papers count this but give no rule, so the rule is StoryLens's own.
 */
export function isWellStructured(completion: string, frames: number): boolean {
  const end = completion.indexOf('</think>');
  const thinking = completion.slice(0, Math.max(0, end));
  const sections = numbersIn(thinking.slice(Math.max(0, thinking.indexOf('<think>'))), SECTION);
  const parts = numbersIn(completion.slice(end), /<gdi image(\d+)>/g);
  const isWhole = frames > 0 && thinking.includes('<think>');
  return isWhole && Array.from({ length: frames }, (_, i) => i + 1).every((n) => sections.has(n) && parts.has(n));
}

const numbersIn = (text: string, pattern: RegExp): ReadonlySet<number> =>
  new Set(Array.from(text.matchAll(pattern), ([, number]) => Number(number)));
