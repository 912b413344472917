import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = fileURLToPath(new URL('../..', import.meta.url));

export interface StartedApp {
  /** For example `http://localhost:41234`. */
  readonly address: string;
  readonly port: number;
  /** Everything that the app has printed so far. */
  readonly output: () => string;
  /** Ends the app. @returns its exit status; null if the signal had to end it */
  readonly end: (signal?: NodeJS.Signals) => Promise<number | null>;
}

interface Run {
  /** Further arguments. `--port 0` is added unless they contain a port. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** The folder of the checkout, for a caller that was bundled to another folder. */
  readonly folder?: string;
}

/** Runs `npm start` without npm, and without the API key of this machine. */
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
 * Starts the app as `npm start` does, on a free port. This builds the page first if the build is older than the source.
 * @throws {Error} with the printed text, if the app ends instead of starting
 */
export async function startApp(options: Run = {}): Promise<StartedApp> {
  const { child, output } = run(options);
  const closed = once(child, 'close');
  // The app prints all lines in one write, so the other lines have arrived with the first.
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

/** Runs the app for tests in which it must end by itself. */
export async function runUntilExit(options: Run): Promise<{ status: number | null; output: string }> {
  const { child, output } = run(options);
  await once(child, 'close');
  return { status: child.exitCode, output: output() };
}
