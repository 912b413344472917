import { vi } from 'vitest';

/** How long a condition may take, in milliseconds: the first import of a module took 1.2 s on a busy machine. */
const PATIENCE = { interval: 1, timeout: 30_000 };

/** Waits until a condition is true. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  await vi.waitUntil(condition, PATIENCE);
}

/** Waits until an expectation holds. Fails with its message if it never does. */
export async function eventually(expectation: () => void | Promise<void>): Promise<void> {
  await vi.waitFor(expectation, PATIENCE);
}
