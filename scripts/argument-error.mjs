/** A mistake in the arguments of a command; the message tells the user how to correct it. */
export class ArgumentError extends Error {}

/**
 * What an error of `parseArgs` means to the user.
 * @param {unknown} error
 * @returns {ArgumentError}
 */
export function mistakeIn(error) {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const option = (/--[\w-]+/.exec(String(error)) ?? /-\w/.exec(String(error)))?.[0] ?? 'an option';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return new ArgumentError(`There is no option ${option}.`);
  return new ArgumentError(option === '--help' ? '--help takes no value.' : `${option} needs a value after it.`);
}
