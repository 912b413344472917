/** The value of a JSON text; undefined if the text is not JSON. Who reads it checks its form. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
