import { expect } from '@playwright/test';
import { pythonOf } from '../../scripts/vllm/install.mjs';
import { killProgram, startProgram } from './processes.ts';

/** A server that is not vLLM and runs beside it. */
export interface OtherServer {
  /** The base URL of its API. */
  readonly url: string;
  readonly stop: () => void;
}

interface Where {
  readonly name: string;
  /** The folder of its installation. */
  readonly home: string;
  readonly port: number;
  /** The path that answers as soon as it runs. */
  readonly health: string;
}

// Python loads a thousand modules: 20 s, more on a busy machine.
const START_TIMEOUT_MS = 180_000;

/** Starts a server with its own Python and waits until it answers. */
export async function startOther(
  { name, home, port, health }: Where,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<OtherServer> {
  const program = startProgram(name, pythonOf(home), args, env);
  const origin = `http://127.0.0.1:${port}`;
  const answers = async (): Promise<boolean> =>
    fetch(`${origin}${health}`).then(
      ({ ok }) => ok,
      () => false,
    );
  await expect.poll(answers, { message: `${name} answers`, timeout: START_TIMEOUT_MS }).toBe(true);
  return { url: `${origin}/v1`, stop: () => killProgram(program) };
}

/** The folder of an installation; null if this machine cannot install it, which `npm run test:vllm` has reported. */
export const homeOf = (name: 'LITELLM' | 'TRANSFORMERS'): string | null =>
  process.env[`STORYLENS_${name}_HOME`] || null;
