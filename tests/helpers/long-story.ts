/** The text of one frame in `longStory`. */
export function tellFrame(frame: number): string {
  const thing = `obj${frame}`;
  const paragraphs = [
    `<gdo char1>Ines</gdo> <gda char1>walked on</gda> towards <gdl lm1>the tower</gdl>, and <gdo ${thing}>thing ${frame}</gdo> lay in her way.`,
    `<gdo char1 char2>They</gdo> looked at <gdo ${thing}>it</gdo> for a while. It was number ${frame}.`,
  ];
  return `<gdi image${frame}>\n${paragraphs.join('\n')}\n</gdi>\n\n`;
}

/** The thinking for `count` images: two people and a tower in every image, and a new thing in each. */
export function thinkOf(frames: number): string {
  const images = Array.from({ length: frames }, (_, i) => analyse(i + 1)).join('\n');
  return `<think>\n${images}\n## Narrative Structure\n\n| Narrative Phase | Description | Key Events | Images |\n|---|---|---|---|\n| Introduction | They walk | They meet things | 1-${frames} |\n</think>\n`;
}

/** A whole completion in the model's format; 17 frames have 85 mentions. */
export function longStory(frames: number): string {
  return thinkOf(frames) + Array.from({ length: frames }, (_, i) => tellFrame(i + 1)).join('');
}

function analyse(frame: number): string {
  const x = 20 + 10 * (frame % 9);
  return `## Image ${frame}

### Characters
| Character ID | Name | Description | Emotions | Actions | Narrative Function | Bounding Box |
|---|---|---|---|---|---|---|
| char1 | Ines | Woman in a yellow coat | Calm | Walks | Leads | ${x},60,${x + 120},300 |
| char2 | Tom | Boy with a kite | Tired | Follows | Follows | ${x + 140},120,${x + 220},310 |

### Objects
| Object ID | Description | Function | Interaction | Narrative Function | Bounding Box |
|---|---|---|---|---|---|
| obj${frame} | Thing ${frame} | None | None | Lies there | ${x + 240},200,${x + 300},260 |
| lm1 | Tower | Landmark | None | Sets the place | 400,0,480,220 |
`;
}
