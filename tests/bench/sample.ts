/** The size of a sample, besides its number of frames. */
interface Extent {
  /** Paragraphs for each frame, of 13 mentions each. */
  readonly paragraphs?: number;
  /** The number of different objects; each frame shows one of them. */
  readonly objects?: number;
}

/** A made-up completion with the shape of a real one (17 frames in 28 kB). */
export function sampleCompletion(frames: number, { paragraphs = 1, objects = 9 }: Extent = {}): string {
  const numbers = Array.from({ length: frames }, (_, i) => i + 1);
  const thinking = numbers.map((frame) => analysisOf(frame, objects)).join('\n\n');
  const story = numbers.map((frame) => frameOf(frame, objects, paragraphs)).join('\n\n');
  return `<think>\n${thinking}\n\n${NARRATIVE}\n</think>\n${story}\n`;
}

function analysisOf(frame: number, objects: number): string {
  const x = (frame * 37) % 300;
  const who = 1 + (frame % 4);
  return `## Image ${frame}

### Characters
| Character ID | Name | Description | Emotions | Actions | Narrative Function | Bounding Box |
|--------------|------|-------------|----------|---------|-------------------|--------------|
| char${who} | ${NAMES[who]} | Woman with a folded umbrella and a grey hat | Thoughtful | Waits under the arch | Carries the scene forward | ${x},40,${x + 120},239 |
| char${who + 1} | ${NAMES[who + 1]} | Boy in a striped jersey | Restless | Counts the passing trams | Gives her company | ${x + 90},80,${x + 190},239 |

### Objects
| Object ID | Description | Function | Interaction | Narrative Function | Bounding Box |
|-----------|-------------|----------|------------|-------------------|--------------|
| obj${frame % objects} | Parcel tied with string | Holds the secret | Carried by char${who} | Draws the eye | ${x + 20},150,${x + 60},190 |
| lm${frame % 3} | Station clock | Tells the hour | None | Presses for time | ${x + 200},5,${x + 260},70 |

### Setting
| Setting Element | Description | Mood | Time | Narrative Function |
|-----------------|-------------|------|------|-------------------|
| Location | A tram stop by the river | Quiet | Late afternoon | Establishes the place |
| Lighting | Low sun between the houses | Warm | Late afternoon | Softens what is said |
`;
}

const NAMES = ['Ada', 'Bruno', 'Clara', 'Dario', 'Edda', 'Felix'];

const NARRATIVE = `## Narrative Structure

| Narrative Phase | Description | Key Events | Images |
|-----------------|-------------|-----------|--------|
| Introduction | They wait | The parcel is shown | Image 1 |
| Conclusion | They leave | The tram comes | Image 2 to Image 17 |`;

function frameOf(frame: number, objects: number, paragraphs: number): string {
  const paragraphTexts = Array.from({ length: paragraphs }, (_, nth) => paragraphOf(frame, nth, objects));
  // No other frame ends with these words, so that the benchmark can see when they have arrived.
  return `<gdi image${frame}>\n${paragraphTexts.join('\n\n')} Nobody gave an answer to number ${frame}.\n</gdi>`;
}

function paragraphOf(frame: number, nth: number, objects: number): string {
  const who = 1 + ((frame + nth) % 4);
  const [a, b] = [`char${who}`, `char${who + 1}`];
  return `<gdo ${a}>${NAMES[who]}</gdo> <gda ${a}>watched</gda> the rails until they hummed, and <gdo ${b}>the boy</gdo> <gda ${b}>counted</gda> under his breath. Nobody had told <gdo ${a} ${b}>them</gdo> which line went to the sea. <gdo obj${frame % objects}>The parcel</gdo> lay between <gdo ${a} ${b}>their</gdo> feet, and above the roofs <gdl lm${frame % 3}>the clock</gdl> had stopped at a quarter to four. <gdo ${a}>She</gdo> <gda ${a}>looked up</gda> once more, then folded the map along its old creases. “We could walk,” <gdo ${b}>he</gdo> <gda ${b}>said</gda>, as he had said it before, and <gdl bg${frame % 5}>the river</gdl> went on without an answer.`;
}
