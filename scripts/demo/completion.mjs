/** @typedef {readonly [x1: number, y1: number, x2: number, y2: number]} Corners */
/** @typedef {import('./story.mjs').Chapter} Chapter */

const CHARACTERS = 'Character ID | Name | Description | Emotions | Actions | Narrative Function | Bounding Box';
const OBJECTS = 'Object ID | Description | Function | Interaction | Narrative Function | Bounding Box';
const SETTING = 'Setting Element | Description | Mood | Time | Narrative Function';
const PHASES = 'Narrative Phase | Description | Key Events | Images';

/** @param {string} columns @param {readonly string[]} rows */
function table(columns, rows) {
  const rule = columns.split(' | ').map(() => '---');
  return [`| ${columns} |`, `|${rule.join('|')}|`, ...rows.map((row) => `| ${row} |`)].join('\n');
}

/**
 * The completion as the model would write it, with the boxes of the drawing in its rows.
 * @param {readonly Chapter[]} chapters @param {readonly string[]} narrative
 * @param {readonly ReadonlyMap<string, Corners>[]} boxes of each frame, by identity
 * @returns {string}
 * @throws {Error} if a row names an identity that is not drawn in its frame, or a drawn identity has no row
 */
export function completionOf(chapters, narrative, boxes) {
  const analyses = chapters.map((chapter, i) => {
    const frame = i + 1;
    const left = new Map(boxes[i]);
    const boxed = (/** @type {string} */ row) => {
      const id = row.split(' | ', 1)[0] ?? '';
      const box = left.get(id);
      if (!box) throw new Error(`Frame ${frame} has a row for ${id}, who is not drawn in it (or has two rows).`);
      left.delete(id);
      return `${row} | ${box.join(',')}`;
    };
    const parts = [
      `## Image ${frame}`,
      `### Characters\n${table(CHARACTERS, chapter.characters.map(boxed))}`,
      `### Objects\n${table(OBJECTS, chapter.objects.map(boxed))}`,
      `### Setting\n${table(SETTING, chapter.setting)}`,
    ];
    if (left.size > 0) throw new Error(`Frame ${frame} draws ${[...left.keys()].join(', ')}, but has no row for it.`);
    return parts.join('\n\n');
  });
  const story = chapters.map((chapter, i) => `<gdi image${i + 1}>\n${chapter.text}\n</gdi>`);
  const phases = `## Narrative Structure\n\n${table(PHASES, narrative)}`;
  return `<think>\n${[...analyses, phases].join('\n\n')}\n</think>\n${story.join('\n\n')}\n`;
}
