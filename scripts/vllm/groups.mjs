// The processes that a run of the tests starts, each with a process group of its own. Their ids are in a folder, so that
// another process can end them when the run itself cannot.
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ pid: number, group: number, command: string }} Process */

/** @param {string} file @returns {string} empty where the process has just ended */
function readProc(file) {
  try {
    return readFileSync(join('/proc', file), 'utf8');
  } catch {
    return '';
  }
}

/** @returns {Process[]} the processes of this machine, without those that have ended */
function processes() {
  return readdirSync('/proc').flatMap((pid) => {
    // The program's name stands in parentheses and may hold anything; after it come state, parent and group.
    const [, state, group] = /^\d+ \(.*\) (\S) \d+ (\d+)/s.exec(/^\d+$/.test(pid) ? readProc(`${pid}/stat`) : '') ?? [];
    // A zombie is not running: it waits for its parent to read its status.
    if (state === undefined || state === 'Z') return [];
    return [{ pid: Number(pid), group: Number(group), command: readProc(`${pid}/cmdline`).replaceAll('\0', ' ') }];
  });
}

/** @param {number} group @returns {Process[]} */
export const membersOf = (group) => processes().filter((one) => one.group === group);

/** @param {string} folder @param {number} group */
export function remember(folder, group) {
  writeFileSync(join(folder, `${group}.group`), '');
}

/** Shared memory that a process uses: vLLM's is 400 MB, and stays when its processes are killed. @param {Process} one */
const sharedMemoryOf = ({ pid }) => readProc(`${pid}/maps`).match(/\/dev\/shm\/psm_\w+/g) ?? [];

/**
 * Kills a process group, and removes the shared memory that it leaves behind.
 * @param {string} folder where the group is remembered
 * @param {number} group
 */
export function killGroup(folder, group) {
  const memory = new Set(membersOf(group).flatMap(sharedMemoryOf));
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
  for (const file of memory) rmSync(file, { force: true });
  rmSync(join(folder, `${group}.group`), { force: true });
}

/** Kills all groups that are remembered. @param {string} folder */
export function killAll(folder) {
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.group')) killGroup(folder, Number.parseInt(name, 10));
  }
}
