// Compares the parser and the fold with re-parsing and three streaming parsers, on the same deltas in the same run.
import { Parser as HtmlParser } from 'htmlparser2';
import { SaxesParser } from 'saxes';
import * as smd from 'streaming-markdown';
import { createParser, emptyDocument, parseAll, reduce } from '../../src/grounding/index.ts';
import { realSample } from '../fixtures/real-sample.ts';
import { sampleCompletion } from './sample.ts';

type Work = (deltas: readonly string[]) => unknown;

const nothing = (): void => undefined;
// streaming-markdown logs a failed assertion and continues when a table line ends a paragraph.
console.assert = nothing;

const works: Readonly<Record<string, Work>> = {
  'loop over the characters': (deltas) => {
    let sum = 0;
    for (const delta of deltas) for (let i = 0; i < delta.length; i++) sum += delta.charCodeAt(i);
    return sum;
  },
  htmlparser2: (deltas) => {
    const parser = new HtmlParser({ onopentag: nothing, ontext: nothing, onclosetag: nothing });
    for (const delta of deltas) parser.write(delta);
    parser.end();
  },
  saxes: (deltas) => {
    const parser = new SaxesParser({ fragment: true });
    parser.on('opentag', nothing);
    parser.on('text', nothing);
    parser.on('closetag', nothing);
    // Tags such as `<gdo char1>` are not XML: saxes reports each of them and continues.
    parser.on('error', nothing);
    for (const delta of deltas) parser.write(delta);
    parser.close();
  },
  'streaming-markdown': (deltas) => {
    const parser = smd.parser({
      data: undefined,
      add_token: nothing,
      end_token: nothing,
      add_text: nothing,
      set_attr: nothing,
    });
    for (const delta of deltas) smd.parser_write(parser, delta);
    smd.parser_end(parser);
  },
  'StoryLens parser': (deltas) => {
    const parser = createParser(nothing);
    for (const delta of deltas) parser.write(delta);
    parser.end();
  },
  'StoryLens parser + fold': (deltas) => {
    let doc = emptyDocument;
    // Makes a document after every event, as if each were painted; the app makes one per animation frame.
    const parser = createParser((event) => {
      doc = reduce(doc, event);
    });
    for (const delta of deltas) parser.write(delta);
    parser.end();
    return doc;
  },
};

/** Re-parses the whole text at each delta, as StoryReasoning's own page does. Too slow to repeat. */
const reparse: Work = (deltas) => {
  let text = '';
  let doc = emptyDocument;
  for (const delta of deltas) {
    text += delta;
    doc = parseAll(text);
  }
  return doc;
};

function cut(text: string, length: number): string[] {
  return Array.from({ length: Math.ceil(text.length / length) }, (_, i) => text.slice(i * length, (i + 1) * length));
}

/** Mean milliseconds of one run, garbage collection included: it happens only in some runs but is caused by all. */
function time(work: Work, deltas: readonly string[], runs: number): number {
  const before = performance.now();
  for (let run = 0; run < runs; run++) work(deltas);
  return (performance.now() - before) / runs;
}

const short = realSample ?? sampleCompletion(17);
const long = sampleCompletion(Math.round((17 * 10 * short.length) / sampleCompletion(17).length));
const ROUNDS = 45;

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
}

console.log(
  `short text: ${short.length} characters (${realSample === null ? 'ours' : 'a real story'}); long: ${long.length}`,
);
for (const size of [1, 4]) {
  const inputs = { short: cut(short, size), long: cut(long, size) };
  const times = new Map<string, { short: number[]; long: number[] }>();
  // The rounds of all parsers are interleaved, so that a temporary load on the machine slows all of them.
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, work] of Object.entries(works)) {
      const of = times.get(name) ?? { short: [], long: [] };
      times.set(name, of);
      // Ten short texts have as many characters as one long text.
      const took = { short: time(work, inputs.short, 10), long: time(work, inputs.long, 1) };
      // The first third warms up the compiler.
      if (round < ROUNDS / 3) continue;
      of.short.push(took.short);
      of.long.push(took.long);
    }
  }
  console.log(
    `\ndeltas of ${size} character${size === 1 ? '' : 's'}        short ms   long ms   per character, long/short`,
  );
  for (const [name, of] of times) {
    const [s, l] = [median(of.short), median(of.long)];
    const ratio = l / long.length / (s / short.length);
    console.log(
      `${name.padEnd(28)} ${s.toFixed(3).padStart(8)} ${l.toFixed(2).padStart(9)} ${ratio.toFixed(2).padStart(9)}`,
    );
  }
  const of = (name: string): number => median(times.get(name)?.short ?? [0]);
  console.log(
    `parser / saxes ${(of('StoryLens parser') / of('saxes')).toFixed(2)}, parser / htmlparser2 ${(of('StoryLens parser') / of('htmlparser2')).toFixed(2)}, parser + fold / streaming-markdown ${(of('StoryLens parser + fold') / of('streaming-markdown')).toFixed(2)}`,
  );
  if (size === 4) {
    const took = time(reparse, inputs.short, 1);
    console.log(
      `re-parsing at each delta ${took.toFixed(0)} ms: ${(took / of('StoryLens parser + fold')).toFixed(0)} times parser + fold`,
    );
  }
}
