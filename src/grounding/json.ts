/** The value of a JSON text; undefined if the text is not JSON. Who reads it checks its form. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Why a text is not JSON, in the words of the browser, such as “Unexpected token … at position 12”; null if it is JSON. */
export function whyNotJson(text: string): string | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
