// `clean-up.mjs FOLDER`: waits until its parent process has ended, for any reason, and kills the processes that the parent
// has left running. It notices the end because its standard input is a pipe from the parent.
import { existsSync } from 'node:fs';
import { killAll } from './groups.mjs';

const [folder = ''] = process.argv.slice(2);
process.stdin.resume();
process.stdin.once('close', () => {
  if (existsSync(folder)) killAll(folder);
});
