import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { killGroup, saveGroup } from '../../scripts/vllm/groups.mjs';

/** The folder in which this test run keeps its logs, the texts to generate, and the ids of its processes. */
export const RUN = fromEnvironment('STORYLENS_VLLM_RUN');
/** The folder in which vLLM and the model are installed. */
export const HOME = fromEnvironment('STORYLENS_VLLM_HOME');

/** A program that a test has started, in its own process group. */
export interface Program {
  /** Also the id of its process group. */
  readonly pid: number;
  /** Its output so far. */
  readonly output: () => string;
}

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error('These tests are run by `npm run test:vllm`, which sets up a real vLLM.');
  return value;
}

/** Starts a program whose output goes to a log of this name. It is killed when the test run ends. */
export function startProgram(
  log: string,
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Program {
  const file = join(RUN, `${log}.log`);
  const output = openSync(file, 'w');
  const child = spawn(command, args, {
    detached: true,
    env: { ...process.env, ...env },
    stdio: ['ignore', output, output],
  });
  closeSync(output);
  if (child.pid === undefined) throw new Error(`${command} could not be started.`);
  saveGroup(RUN, child.pid);
  child.unref();
  return { pid: child.pid, output: () => readFileSync(file, 'utf8') };
}

/** Kills a program and all processes that it has started. */
export function killProgram({ pid }: Pick<Program, 'pid'>): void {
  killGroup(RUN, pid);
}
