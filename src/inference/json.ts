import * as v from 'valibot';
import { parseJson } from '../grounding/json.ts';

/** Reads a JSON text of this form; null if it is not JSON or has another form. Fields that the form does not name do not matter. */
export function readJson<T>(form: v.GenericSchema<unknown, T>, text: string): T | null {
  const value = parseJson(text);
  return value === undefined ? null : readForm(form, value);
}

/** The same for a value that was read already, such as an event of a stream. */
export function readForm<T>(form: v.GenericSchema<unknown, T>, value: unknown): T | null {
  const read = v.safeParse(form, value);
  return read.success ? read.output : null;
}

/** A field that counts only if it has this form. */
export const ifAny = <T>(form: v.GenericSchema<unknown, T>) => v.fallback(v.optional(form), undefined);
