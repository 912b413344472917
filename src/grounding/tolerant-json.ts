import { parseJson } from './json.ts';

/** A picture as Python prints it: `<PIL.JpegImagePlugin.JpegImageFile image mode=RGB size=644x476 at 0x19717FF7500>`. */
export interface PrintedPicture {
  readonly width: number;
  readonly height: number;
}

/**
 * Reads JSON, and what people and programs write instead of it: in a code fence, with single quotes, with a comma after the
 * last item, or as Python prints it (dicts, lists, tuples, strings, numbers, `None`, `True` and `False`). Anything in angle
 * brackets becomes a `PrintedPicture` if it has a size, else null. The layers above check the form of the value.
 *
 * @returns undefined if the text is not such a value, or continues after it
 */
export function readTolerantJson(text: string): unknown {
  const inner = FENCED.exec(text)?.[1] ?? text;
  const exact = parseJson(inner);
  if (exact !== undefined) return exact;
  const reader = new Reader(inner);
  try {
    const value = reader.value();
    return reader.isAtEnd() ? value : undefined;
  } catch (error) {
    if (error instanceof UnreadableError) return undefined;
    throw error;
  }
}

const FENCED = /^\s*```\w*\n([^]*?)\n?```\s*$/;

class UnreadableError extends Error {}

// The most levels of nesting that are read. A row of a dataset has fewer.
const MOST_DEPTH = 50;
const BRACKETS: Readonly<Record<string, string>> = { '[': ']', '(': ')' };
const WORDS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['None', null],
  ['null', null],
  ['nan', null],
  ['True', true],
  ['true', true],
  ['False', false],
  ['false', false],
]);
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
};

class Reader {
  readonly text: string;
  at = 0;
  depth = 0;

  constructor(text: string) {
    this.text = text;
  }

  isAtEnd(): boolean {
    this.skip();
    return this.at === this.text.length;
  }

  value(): unknown {
    this.skip();
    const first = this.text[this.at] ?? '';
    if (++this.depth > MOST_DEPTH) throw new UnreadableError();
    const value = this.beginningWith(first);
    this.depth--;
    return value;
  }

  private beginningWith(first: string): unknown {
    if (first === '{') return this.dict();
    const closing = BRACKETS[first];
    if (closing !== undefined) return this.list(closing);
    if (first === "'" || first === '"') return this.string(first);
    if (first === '<') return this.printed();
    const word = this.match(/[A-Za-z]+/y);
    if (word !== null && WORDS.has(word)) return WORDS.get(word);
    const number = word === null ? this.match(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/iy) : null;
    if (number === null) throw new UnreadableError();
    return Number(number);
  }

  private dict(): Record<string, unknown> {
    this.at++;
    const entries: [string, unknown][] = [];
    while (!this.takes('}')) {
      const key = this.value();
      if (typeof key !== 'string' || !this.takes(':')) throw new UnreadableError();
      entries.push([key, this.value()]);
      if (!this.takes(',') && this.peek() !== '}') throw new UnreadableError();
    }
    return Object.fromEntries(entries);
  }

  private list(closing: string): unknown[] {
    this.at++;
    const values: unknown[] = [];
    while (!this.takes(closing)) {
      values.push(this.value());
      if (!this.takes(',') && this.peek() !== closing) throw new UnreadableError();
    }
    return values;
  }

  private string(quote: string): string {
    this.at++;
    let value = '';
    for (;;) {
      const char = this.text[this.at++];
      if (char === undefined) throw new UnreadableError();
      if (char === quote) return value;
      value += char === '\\' ? this.escape() : char;
    }
  }

  private escape(): string {
    const char = this.text[this.at++] ?? '';
    const code = { x: /[\da-f]{2}/iy, u: /[\da-f]{4}/iy, U: /[\da-f]{8}/iy }[char];
    if (code === undefined) return ESCAPES[char] ?? `\\${char}`;
    const digits = this.match(code);
    const point = digits === null ? Infinity : Number.parseInt(digits, 16);
    if (point > 0x10ffff) throw new UnreadableError();
    return String.fromCodePoint(point);
  }

  private printed(): PrintedPicture | null {
    const text = this.match(/<[^<>\n]*>/y);
    if (text === null) throw new UnreadableError();
    const [, width, height] = /\bsize=(\d{1,5})x(\d{1,5})\b/.exec(text) ?? [];
    return width === undefined ? null : { width: Number(width), height: Number(height) };
  }

  private skip(): void {
    this.match(/\s*/y);
  }

  private peek(): string | undefined {
    this.skip();
    return this.text[this.at];
  }

  private takes(char: string): boolean {
    if (this.peek() !== char) return false;
    this.at++;
    return true;
  }

  private match(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? null;
    this.at += found?.length ?? 0;
    return found;
  }
}
