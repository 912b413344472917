import { join } from 'node:path';
import { expect } from '@playwright/test';
import { root } from '../../scripts/setup.mjs';
import type { Program } from './processes.ts';
import { killProgram, startProgram } from './processes.ts';

/** The site that `npm start` serves: the built page, and the relay to vLLM. */
export interface Site {
  /** The page's address, with a slash at its end. */
  readonly url: string;
  readonly close: () => void;
}

/**
 * Serves the page as `npm start` does, on any free port.
 * @param server The vLLM that the relay passes requests on to, such as `http://127.0.0.1:8000`; `none` for no relay.
 */
export async function startSite(server: string): Promise<Site> {
  const script = join(root, 'scripts/start.mjs');
  const args = [script, '--port', '0', '--server', server];
  // A key in the environment would give access to a server that a test has protected.
  const program = startProgram(`site-${Date.now()}`, process.execPath, args, { VLLM_API_KEY: '' });
  return { url: await addressOf(program), close: () => killProgram(program) };
}

async function addressOf({ output }: Program): Promise<string> {
  const address = () => /StoryLens is at (\S+)/.exec(output())?.[1] ?? '';
  await expect.poll(address, { message: 'npm start has named its address', timeout: 60_000 }).not.toBe('');
  return address();
}
