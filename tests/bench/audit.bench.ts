// The audit of a story of 60 frames, after each new sentence. The goal is 4 ms.
import { createParser, emptyDocument, findingsOf, reduce } from '../../src/grounding/index.ts';
import { sampleCompletion } from './sample.ts';

const FRAMES = 60;
const text = sampleCompletion(FRAMES);
const sizes = Array.from({ length: FRAMES }, () => ({ width: 575, height: 240 }));
const storyFrom = text.indexOf('</think>');
const pieces = [text.slice(0, storyFrom), ...text.slice(storyFrom).split(/(?<=[.!?])(?=\s)/)];

const times: number[] = [];
const ROUNDS = 5;
for (let round = 0; round < ROUNDS; round++) {
  let doc = emptyDocument;
  const parser = createParser((event) => {
    doc = reduce(doc, event);
  });
  for (const piece of pieces) {
    parser.write(piece);
    const before = performance.now();
    findingsOf(doc, sizes);
    // The first round warms up the compiler.
    if (round > 0) times.push(performance.now() - before);
  }
}
times.sort((a, b) => a - b);
const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(2);
console.log(`audit of ${FRAMES} frames, ${text.length} characters, after each of ${pieces.length} sentences`);
console.log(`  median ${at(0.5)} ms, 95 % within ${at(0.95)} ms, longest ${at(1)} ms`);
