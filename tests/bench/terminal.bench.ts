// The terminal's audit of the dataset's test split: 626 outputs of 28 kB, each with a reference of the same length. The goal
// is 6 s. `npm run bench -- terminal` prints the time by the clock, the processor time and the most memory; LINEAR=50000 also
// scores that many outputs, whose time for each and whose memory must be those of the 626 (at most 400 MB).
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleCompletion } from './sample.ts';

const SPLIT = 626;
const LENGTH = 28_000;
const folder = mkdtempSync(join(tmpdir(), 'storylens-bench-'));

/** A completion of about 28 kB: so many frames, without the end of the last ones. */
function textOf(seed: number): string {
  let frames = 1;
  while (sampleCompletion(frames).length < LENGTH) frames++;
  // Other numbers in every output, so that no cache helps.
  return sampleCompletion(frames).replaceAll(/\b(\d+),(\d+),(\d+),(\d+)\b/g, (_, a, b, c, d) =>
    [a, b, Number(c) + (seed % 17), Number(d) + (seed % 13)].join(','),
  );
}

/** Writes dataset rows as JSON Lines, in pieces. */
function write(name: string, count: number, shift: number): string {
  const path = join(folder, name);
  const variants = Array.from({ length: 60 }, (_, i) => rowParts(textOf(i + shift)));
  for (let from = 0; from < count; from += 500) {
    const lines = Array.from({ length: Math.min(500, count - from) }, (_, i) =>
      JSON.stringify({ story_id: String(from + i), ...variants[(from + i) % variants.length] }),
    );
    appendFileSync(path, `${lines.join('\n')}\n`);
  }
  return path;
}

function rowParts(text: string): object {
  const [thought = '', story = ''] = text.split('</think>');
  return { chain_of_thought: thought.replace('<think>', ''), story };
}

function measure(count: number): void {
  const outputs = write(`outputs-${count}.jsonl`, count, 0);
  const reference = write(`reference-${count}.jsonl`, count, 3);
  const command = [process.execPath, join('scripts', 'storylens-audit.mjs'), outputs];
  const args = [
    '-v',
    ...command,
    '--reference',
    reference,
    '--frame-size',
    '575x240',
    '--out',
    join(folder, 'out.txt'),
  ];
  const { status, stderr } = spawnSync('/usr/bin/time', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const value = (title: string): number => Number(new RegExp(`${title}: ([\\d.]+)`).exec(stderr)?.[1]);
  const clock = /Elapsed[^\n]*: (?:(\d+):)?(\d+):([\d.]+)\n/.exec(stderr) ?? [];
  const seconds = Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  const processor = value('User time \\(seconds\\)') + value('System time \\(seconds\\)');
  const memory = value('Maximum resident set size \\(kbytes\\)') / 1000;
  console.log(
    `${count} outputs of ${(LENGTH / 1000).toFixed(0)} kB: ${seconds.toFixed(1)} s by the clock, ${processor.toFixed(1)} s of processor time (${((processor / count) * 1000).toFixed(1)} ms each), ${memory.toFixed(0)} MB`,
  );
}

try {
  measure(SPLIT);
  const many = Number(process.env['LINEAR'] ?? 0);
  if (many > 0) measure(many);
} finally {
  rmSync(folder, { recursive: true });
}
