import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

export interface StartedApp {
  /** Such as `http://localhost:41234`. */
  readonly address: string;
  readonly port: number;
  /** All that it has printed so far. */
  readonly output: () => string;
  /** Ends it. @returns its exit status; null if the signal had to end it */
  readonly end: (signal?: NodeJS.Signals) => Promise<number | null>;
}

interface Run {
  /** Besides `--port 0`, unless they choose a port themselves. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where the checkout is, for a caller that was bundled to another place. */
  readonly folder?: string;
}

/** `npm start` without npm. No key of the machine's own gets in. */
function run({ args = [], env = {}, folder = checkout }: Run) {
  const port = args.includes('--port') ? [] : ['--port', '0'];
  const child = spawn(process.execPath, [join(folder, 'scripts/start.mjs'), ...port, ...args], {
    env: { ...process.env, VLLM_API_KEY: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return { child, output: () => output };
}

/**
 * Starts the app as `npm start` does, on a free port; it builds the page first if that is older than its source.
 * @throws {Error} with what it has printed, if it ends instead
 */
export async function startApp(options: Run = {}): Promise<StartedApp> {
  const { child, output } = run(options);
  const closed = once(child, 'close');
  // All lines are printed in one write, so the rest of them is there together with the first.
  const address = () => /StoryLens is at (\S+?)\/? .*\n/.exec(output())?.[1];
  while (address() === undefined) {
    await Promise.race([once(child.stdout, 'data'), closed]);
    if (child.exitCode !== null) throw new Error(`StoryLens did not start: ${output()}`);
  }
  return {
    address: address() ?? '',
    port: Number(new URL(address() ?? '').port),
    output,
    end: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await closed;
      return child.exitCode;
    },
  };
}

/** Starts the app where it is expected to end by itself. */
export async function startInVain(options: Run): Promise<{ status: number | null; output: string }> {
  const { child, output } = run(options);
  await once(child, 'close');
  return { status: child.exitCode, output: output() };
}
