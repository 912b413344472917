// The processes that a test run starts, each in its own process group. The group ids are kept in a folder, so that
// another process can kill them if the test run itself cannot.
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{ pid: number, group: number, command: string }} Process */

/** @param {string} file @returns {string} empty if the process has just ended */
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
    // The program's name is in parentheses and may contain anything; after it come state, parent and group.
    const [, state, group] = /^\d+ \(.*\) (\S) \d+ (\d+)/s.exec(/^\d+$/.test(pid) ? readProc(`${pid}/stat`) : '') ?? [];
    // A zombie is not running: it waits for its parent to read its status.
    if (state === undefined || state === 'Z') return [];
    return [{ pid: Number(pid), group: Number(group), command: readProc(`${pid}/cmdline`).replaceAll('\0', ' ') }];
  });
}

/** @param {number} group @returns {Process[]} */
export const membersOf = (group) => processes().filter((member) => member.group === group);

/** @param {string} folder @param {number} group */
const recordOf = (folder, group) => join(folder, `${group}.group`);

/** The files of a group's shared memory. vLLM's are 400 MB, and they stay after its processes are killed. @param {number} group */
const memoryOf = (group) =>
  membersOf(group).flatMap(({ pid }) => readProc(`${pid}/maps`).match(/\/dev\/shm\/psm_\w+/g) ?? []);

/**
 * Saves the id of a process group and the shared memory that it uses now, which cannot be read after the group was killed.
 * @param {string} folder
 * @param {number} group
 */
export function saveGroup(folder, group) {
  writeFileSync(recordOf(folder, group), memoryOf(group).join('\n'));
}

/**
 * Kills a process group and removes its shared memory.
 * @param {string} folder where the group id is kept
 * @param {number} group
 */
export function killGroup(folder, group) {
  const record = recordOf(folder, group);
  const saved = existsSync(record) ? readFileSync(record, 'utf8').split('\n').filter(Boolean) : [];
  const memory = new Set([...saved, ...memoryOf(group)]);
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // The group has already ended.
  }
  for (const file of memory) rmSync(file, { force: true });
  rmSync(record, { force: true });
}

/** Kills all groups whose ids are in a folder. @param {string} folder */
export function killAll(folder) {
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.group')) killGroup(folder, Number.parseInt(name, 10));
  }
}
