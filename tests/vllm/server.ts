import { appendFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { membersOf, saveGroup } from '../../scripts/vllm/groups.mjs';
import { pythonOf, setupFolder } from '../../scripts/vllm/install.mjs';
import { freePort } from '../helpers/free-port.ts';
import { HOME, RUN, killProgram, startProgram } from './processes.ts';
import { textFileOf, writeTexts } from './texts.ts';

/** The name under which the model is served; the page's default is the first QwenStoryteller. */
export const MODEL = 'daniel3303/QwenStoryteller2';

/** The longest context of the model as it is served, unless the flags of a test say otherwise. */
export const CONTEXT = 32_768;

/** The record of the only server of a test run, by which another process of the run finds it. */
interface Running {
  readonly pid: number;
  readonly port: number;
  readonly flags: readonly string[];
}

const RECORD = join(RUN, 'server.json');
const STARTS = join(RUN, 'starts.txt');
// The flags of a start that has not succeeded: later tests with the same flags fail at once, without another start.
const FAILED = join(RUN, 'failed.txt');

// It answers 40 to 70 s after its start; on a busy machine after some minutes.
const START_TIMEOUT_MS = 600_000;

// If a request has a seed, the CPU build crashes when it reads the prompt in chunks; so chunking is off.
const ALWAYS =
  `--load-format dummy --enforce-eager --dtype bfloat16 --max-model-len ${CONTEXT} --max-num-batched-tokens ${CONTEXT} ` +
  '--logits-processors says:Says';

const readRecord = (): Running | null =>
  existsSync(RECORD) ? (JSON.parse(readFileSync(RECORD, 'utf8')) as Running) : null;

const isHealthy = async (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(5000) }).then(
    ({ ok }) => ok,
    () => false,
  );

/** The only vLLM of a test run. Its address stays the same when it is started again. */
export class Vllm {
  readonly port: number;

  private constructor(port: number) {
    this.port = port;
  }

  /** Returns a server with these flags in addition to vLLM's defaults: the running server if it has them, else a new one. */
  static async withFlags(flags: readonly string[]): Promise<Vllm> {
    if (existsSync(FAILED) && readFileSync(FAILED, 'utf8') === flags.join(' ')) {
      throw new Error('vLLM did not start with these flags in an earlier test.');
    }
    const running = readRecord();
    const vllm = new Vllm(running?.port ?? (await freePort()));
    const fits = running !== null && running.flags.join(' ') === flags.join(' ') && membersOf(running.pid).length > 0;
    if (!fits || !(await isHealthy(vllm.port))) await vllm.restart(flags);
    return vllm;
  }

  /** Without `/v1`, as `npm start -- --server` takes it. */
  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The base URL of its API. */
  get url(): string {
    return `${this.origin}/v1`;
  }

  /** Kills the running server, starts vLLM with these flags and waits until it answers. */
  async restart(flags: readonly string[]): Promise<void> {
    const before = readRecord();
    if (before !== null) killProgram(before);
    writeTexts();
    writeFileSync(FAILED, flags.join(' '));
    const began = Date.now();
    const model = join(HOME, 'model');
    const serve = `serve ${model} --served-model-name ${MODEL} --host 127.0.0.1 --port ${this.port} ${ALWAYS}`;
    const program = startProgram(
      `vllm-${began}`,
      pythonOf(HOME),
      ['-m', 'vllm.entrypoints.cli.main', ...serve.split(' '), ...flags],
      {
        MODEL: model,
        SAYS: textFileOf('demo'),
        PYTHONPATH: setupFolder,
        VLLM_CPU_KVCACHE_SPACE: '2',
        HF_HUB_OFFLINE: '1',
        VLLM_NO_USAGE_STATS: '1',
        DO_NOT_TRACK: '1',
      },
    );
    writeFileSync(RECORD, JSON.stringify({ pid: program.pid, port: this.port, flags } satisfies Running));
    await expect
      .poll(
        async () => {
          if (membersOf(program.pid).length === 0) return program.output().split('\n').slice(-20).join('\n');
          return (await isHealthy(this.port)) ? 'answers' : 'loads';
        },
        { timeout: START_TIMEOUT_MS, intervals: [500] },
      )
      .not.toBe('loads');
    if (membersOf(program.pid).length === 0) throw new Error(`vLLM did not start:\n${program.output().slice(-3000)}`);
    // Now it has its shared memory.
    saveGroup(RUN, program.pid);
    rmSync(FAILED, { force: true });
    const took = ((Date.now() - began) / 1000).toFixed(0);
    appendFileSync(STARTS, `Start of vLLM ${flags.join(' ') || '(its defaults)'}: ${took} s\n`);
  }

  /** Sends a signal to the API server, or kills the engine under it. */
  kill(what: 'SIGKILL' | 'SIGTERM' | 'engine'): void {
    const running = readRecord();
    const members = membersOf(running?.pid ?? -1);
    const target =
      what === 'engine' ? members.find(({ command }) => command.includes('EngineCore'))?.pid : running?.pid;
    if (target === undefined) throw new Error(`There is no process for ${what}.`);
    process.kill(target, what === 'engine' ? 'SIGKILL' : what);
  }

  /** The number of requests that the engine works on or that wait in its queue. */
  async requests(state: 'running' | 'waiting'): Promise<number> {
    const metrics = await (await fetch(`${this.origin}/metrics`)).text();
    const found = new RegExp(`^vllm:num_requests_${state}\\{.*\\} (\\S+)$`, 'm').exec(metrics)?.[1];
    return Number(found);
  }

  /** How many tokens a text has. */
  async tokensOf(text: string): Promise<number> {
    const response = await fetch(`${this.origin}/tokenize`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: MODEL, prompt: text, add_special_tokens: false }),
    });
    return ((await response.json()) as { readonly count: number }).count;
  }
}
