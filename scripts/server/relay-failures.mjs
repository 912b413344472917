// Sentences for a model server that cannot be reached or breaks off. The page shows them.

/** @import { Target } from './targets.mjs' */

/** @param {Error & { code?: string }} error */
const codeOf = (error) => error.code ?? error.message;

/**
 * @param {Target} target
 * @param {Error & { code?: string }} error before the connection was made
 */
export function explainUnreachable({ url }, error) {
  const code = codeOf(error);
  if (/^(?:ENOTFOUND|EAI_AGAIN)$/.test(code)) return `No machine is called ${new URL(url).hostname} (${code}).`;
  if (/CERT|TLS|SSL|EPROTO/.test(code)) return `No secure connection to ${url} can be made (${code}).`;
  return `Nothing answers at ${url} (${code}).`;
}

/**
 * @param {Target} target
 * @param {Error & { code?: string }} error between the connection and the answer
 */
export const explainBroken = ({ url }, error) => `${url} broke off before it answered (${codeOf(error)}).`;
