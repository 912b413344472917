// The paper's evaluator is Python. What it reads depends on how Python splits, strips and converts text, which differs
// from JavaScript: `\s` includes U+001C to U+001F and U+0085 but not U+FEFF, `.` stops only at a line feed, and `int()`
// takes the digits of every script.

/** Python's white space, for use inside the brackets of a regular expression. */
export const SPACE = String.raw`\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;

const EDGES = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, 'g');
const SPACES = new RegExp(`[${SPACE}]+`, 'g');

/** `text.strip()`. */
export function strip(text: string): string {
  return isPlain(text.charCodeAt(0)) && isPlain(text.charCodeAt(text.length - 1)) ? text : text.replaceAll(EDGES, '');
}

/**
 * A cell nearly always begins and ends with a letter or a digit. For such a cell this test replaces the pattern, which
 * takes ten times as long.
 */
function isPlain(code: number): boolean {
  return code > 0x20 && code < 0x80;
}

/** `text.split()`. */
export function words(text: string): readonly string[] {
  const stripped = strip(text);
  return stripped === '' ? [] : stripped.split(SPACES);
}

// Everything but a single space, which nearly all white space is.
const OTHER_SPACES = new RegExp(`[${SPACE}]{2,}|(?! )[${SPACE}]`, 'g');

/** `re.sub(r'\s+', ' ', text)`. */
export function joinSpaces(text: string): string {
  return text.replaceAll(OTHER_SPACES, ' ');
}

const INTEGER = /^([+-]?)(\p{Nd}+(?:_\p{Nd}+)*)$/u;

/** Python does not convert a longer number (`sys.set_int_max_str_digits`). */
const MOST_DIGITS = 4300;

/** `int(text)`; null where Python raises a ValueError. */
export function readInteger(text: string): bigint | null {
  const [, sign, written] = INTEGER.exec(strip(text)) ?? [];
  if (written === undefined) return null;
  const digits = written.replaceAll('_', '').replaceAll(/[^\d]/gu, (digit) => String(digitOf(digit)));
  if (digits.length > MOST_DIGITS) return null;
  return sign === '-' ? -BigInt(digits) : BigInt(digits);
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i;

/** A decimal number; null for anything else. The evaluator reads whole numbers only: this is for boxes in 0–1. */
export function readDecimal(text: string): number | null {
  const stripped = strip(text);
  const number = DECIMAL.test(stripped) ? Number(stripped) : NaN;
  return Number.isFinite(number) ? number : null;
}

/** The value of a decimal digit of any script: Unicode has them in rows of ten. */
function digitOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first--;
  return (code - first) % 10;
}
