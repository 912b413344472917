// Messages for a model server that cannot be reached or closes the connection. The page shows them.

/** @import { Target } from './targets.mjs' */

/** @param {Error & { code?: string }} error */
const codeOf = (error) => error.code ?? error.message;

/**
 * @param {Target} target
 * @param {Error & { code?: string }} error that occurred before the connection was made
 */
export function explainUnreachable({ url }, error) {
  const code = codeOf(error);
  if (/^(?:ENOTFOUND|EAI_AGAIN)$/.test(code))
    return `There is no machine with the name ${new URL(url).hostname} (${code}).`;
  if (/CERT|TLS|SSL|EPROTO/.test(code)) return `The relay cannot make a secure connection to ${url} (${code}).`;
  return `Nothing answers at ${url} (${code}).`;
}

/**
 * @param {Target} target
 * @param {Error & { code?: string }} error that occurred between the connection and the answer
 */
export const explainBroken = ({ url }, error) => `${url} closed the connection before it answered (${codeOf(error)}).`;
