import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../scripts/setup.mjs';
import { parseAll } from '../../src/grounding/index.ts';
import { samplesIn } from '../../src/session/index.ts';
import { MAX_BYTES, readTexts } from '../../src/session/read-texts.ts';
import { harbour } from '../fixtures/harbour.ts';

/** A completion that is padded to this number of bytes by a note in its thinking. */
function padded(bytes: number): string {
  const [before, after] = ['<think>\n', harbour.replace('<think>\n', '')];
  return before + `${'a '.repeat(59)}.\n`.repeat(Math.ceil((bytes - harbour.length) / 120)) + after;
}

test('an audit of a file of 300 MB fits into a heap of 160 MB', { timeout: 600_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'storylens-giant-'));
  try {
    const file = join(folder, 'outputs.jsonl');
    const line = `${JSON.stringify({ completion: padded(1_000_000) })}\n`;
    for (let i = 0; i < 300; i++) appendFileSync(file, line);
    expect(statSync(file).size).toBeGreaterThan(300_000_000);
    const args = ['--max-old-space-size=160', join(root, 'scripts/storylens-audit.mjs'), file, '--format', 'json'];
    const child = spawn(process.execPath, args, { cwd: folder });
    let out = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
    const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
    expect([status, status === 0 ? '' : errors]).toEqual([0, '']);
    expect(JSON.parse(out)).toMatchObject({ models: [{ outputs: 300, unreadable: [] }] });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the largest file that the page opens is read whole, and a larger one is refused', async () => {
  const bytes = new TextEncoder().encode(padded(MAX_BYTES - 200));
  expect(bytes.length).toBeLessThanOrEqual(MAX_BYTES);
  const { texts, problems } = await readTexts([new File([bytes], 'giant.txt')]);
  expect(problems).toEqual([]);
  const [sample] = await samplesIn(texts);
  expect(parseAll(sample?.completion ?? '').story).toHaveLength(parseAll(harbour).story.length);
  const larger = await readTexts([new File([bytes, new Uint8Array(1000)], 'larger.txt')]);
  expect(larger.problems).toEqual([expect.stringContaining('larger than 20 MB')]);
});
