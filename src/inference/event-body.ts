import * as v from 'valibot';
import { readJson } from './json.ts';
import { errorOf, ReportedError } from './server-error.ts';

type Bytes = Uint8Array<ArrayBuffer>;
type Reader = ReadableStreamDefaultReader<Bytes>;

/**
 * Thrown if a server answers 200 with neither events nor a chat completion, for example at a wrong port or with a login
 * page.
 */
export class NotAStreamError extends Error {
  readonly body: string;

  constructor(body: string) {
    super('The response is not an event stream');
    this.body = body;
  }
}

// What a line of an event stream begins with (https://html.spec.whatwg.org/multipage/server-sent-events.html).
const FIELDS = ['data', 'event', 'id', 'retry', ':'];

/**
 * Returns the body of an answer as an event stream. The content decides what the body is, because small servers and
 * proxies send wrong content types:
 *
 * - Events pass through unchanged.
 * - JSON becomes events: a completion, a list of them, or one in each line. Some servers ignore `stream: true`.
 * - A JSON error is thrown as `ReportedError`, and anything else as `NotAStreamError`. The SDK would read it as an empty
 *   stream.
 *
 * If the content type is not that of events, the errors reject the promise. Otherwise they end the stream, because vLLM
 * sends the headers of a stream long before the first event, and the page shows when the headers arrive.
 */
export async function asEvents(body: ReadableStream<Bytes>, contentType: string): Promise<ReadableStream<Bytes>> {
  const reader = body.getReader();
  let start = contentType.startsWith('text/event-stream') ? null : await readStart(reader);
  let begun = false;
  return new ReadableStream<Bytes>(
    {
      async pull(controller) {
        if (begun) {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
          return;
        }
        begun = true;
        controller.enqueue(start ?? (await readStart(reader)));
        start = null;
      },
      cancel: async (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

/** Reads until it is clear what the body is: returns the first events, or the whole body converted to events. */
async function readStart(reader: Reader): Promise<Bytes> {
  const decoder = new TextDecoder();
  const reads: Bytes[] = [];
  let text = '';
  let other = false;
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop -- one read after the other
    const { done, value } = await reader.read();
    if (value) reads.push(value);
    text += decoder.decode(value, { stream: !done });
    const start = text.trimStart();
    if (!other && FIELDS.some((field) => start.startsWith(field))) return joined(reads);
    other ||= !FIELDS.some((field) => field.startsWith(start));
    if (done) return new TextEncoder().encode(start === '' ? '' : eventsOf(start));
  }
}

/** Joins bytes and not text, because a read may end within a character. */
function joined(reads: readonly Bytes[]): Bytes {
  const [first = new Uint8Array(), ...others] = reads;
  if (others.length === 0) return first;
  const bytes = new Uint8Array(reads.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const read of reads) {
    bytes.set(read, at);
    at += read.length;
  }
  return bytes;
}

function eventsOf(body: string): string {
  const values = valuesOf(body);
  if (values === null || !values.some((value) => v.is(Completion, value))) {
    const error = errorOf(values?.[0]);
    throw error === null ? new NotAStreamError(body) : new ReportedError(error);
  }
  return values.map((value) => `data: ${JSON.stringify(value)}\n\n`).join('');
}

const Completion = v.object({ choices: v.unknown() });

/** The values of a JSON text, or of a text with JSON in each line; null if it is neither. */
function valuesOf(text: string): readonly unknown[] | null {
  const whole = readJson(v.unknown(), text);
  if (whole !== null) return [whole].flat();
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const values = lines.map((line) => readJson(v.unknown(), line));
  return values.includes(null) ? null : values;
}
