import { afterEach, beforeEach, vi } from 'vitest';

// React reports duplicate keys, effects without an end and state that is set while it renders as errors of the console.
// Each of them fails the test. A test that expects an error replaces `console.error` itself.
const errors: string[] = [];
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation((...args: readonly unknown[]) =>
    errors.push(args.map(String).join(' ')),
  );
});
afterEach(() => {
  vi.restoreAllMocks();
  const [error] = errors.splice(0);
  if (error !== undefined) throw new Error(`Written to the console: ${error}`);
});
