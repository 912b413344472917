import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { promisify } from 'node:util';
import { WINDOW } from './real-page.ts';

const run = promisify(execFile);

// Room for the toolbars of the browser beside the page.
const MARGIN = 200;

/** A screen in memory (Xvfb) with a pointer, on which a browser shows its windows. */
export class Display {
  readonly #server: ChildProcess;
  /** The environment for the programs that use this screen. */
  readonly env: NodeJS.ProcessEnv;

  private constructor(server: ChildProcess, number: string) {
    this.#server = server;
    this.env = { ...process.env, DISPLAY: `:${number}`, GDK_BACKEND: 'x11', MOZ_ENABLE_WAYLAND: '0' };
  }

  /** Starts Xvfb, which chooses a free number for the screen. */
  static async start(): Promise<Display> {
    const size = `${WINDOW.width + MARGIN}x${WINDOW.height + MARGIN}x24`;
    const server = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', size, '-nolisten', 'tcp'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const number = await new Promise<string>((resolve, reject) => {
      let written = '';
      server.once('error', reject);
      server.once('exit', () => reject(new Error('Xvfb ended before it had a screen.')));
      server.stdout.setEncoding('utf8').on('data', (text: string) => {
        written += text;
        if (written.endsWith('\n')) resolve(written.trim());
      });
    });
    return new Display(server, number);
  }

  /** Runs xdotool, which moves the pointer and presses keys of this screen. */
  async xdotool(...args: readonly (string | number)[]): Promise<void> {
    await run('xdotool', args.map(String), { env: this.env });
  }

  stop(): void {
    this.#server.kill();
  }
}
