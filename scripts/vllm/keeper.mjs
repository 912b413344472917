// `keeper.mjs FOLDER`: waits until the process that started it has ended, in whatever way, and kills what it has left
// running. Its standard input is a pipe whose other end only that process holds.
import { existsSync } from 'node:fs';
import { killAll } from './groups.mjs';

const [folder = ''] = process.argv.slice(2);
process.stdin.resume();
process.stdin.once('close', () => {
  if (existsSync(folder)) killAll(folder);
});
