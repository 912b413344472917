import type { Range } from './types.ts';

// The rules are those of Unicode (UAX #29), which the browser knows. They are applied to the text as a reader sees it.
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** Words whose full stop does not end a sentence. */
const ABBREVIATIONS = 'Mr Mrs Ms Mx Dr Prof St Mt Jr Sr Lt Capt Col Gen Sgt Rev Hon vs cf e.g i.e'.split(' ');
const ABBREVIATED = new RegExp(
  String.raw`(?:^|[^\p{L}\p{N}.])(?:${ABBREVIATIONS.map((word) => word.replace('.', '\\.')).join('|')}|\p{Lu})\.$`,
  'u',
);

/** A stop and what closes after it. A word joiner stands for a character of a tag. */
const STOPPED = /[.!?。！？।؟][\u2060"'”’»)\]」』]*$/u;
/** In Chinese and Japanese no white space follows a stop. */
const NEEDS_NO_SPACE = /[。！？][\u2060"'”’»)\]」』]*$/u;
/** More characters than the quotes and tags between two sentences have. */
const LONGEST_CLOSE = 300;
/** A tag, or what has arrived of it. */
const TAG = /<\/?[a-z_]{2,12}(?:[^\S\n][^<>\n]*)?(?:>|$)|<\/?[a-z_]{0,12}$/gi;
const CLOSING_TAGS = /(?:<\/[a-z]{2,12}>)+/iy;

/**
 * The sentences of a text as half-open ranges that cover it without gaps. Each begins with the white space before it.
 * Tags count as nothing. A text that ends within a sentence ends with that sentence.
 *
 * Once a letter outside of tags follows the end of a sentence, more text does not move that end.
 */
export function sentencesIn(text: string): readonly Range[] {
  const ends = endsIn(text);
  const { length } = text;
  // White space at the end of the text belongs to the last sentence.
  const inner = text.slice(ends.at(-1) ?? 0).trim() === '' ? ends.slice(0, -1) : ends;
  return length === 0 ? [] : [...inner, length].map((end, i): Range => [inner[i - 1] ?? 0, end]);
}

/**
 * The offset at which the last whole sentence of a text ends, with its closing quotes and tags; 0 if none is whole. White
 * space must follow, because otherwise the sentence may go on.
 */
export function lastSentenceEnd(text: string): number {
  const shown = readable(text);
  const isWhole = (end: number): boolean =>
    /\s/.test(text[end] ?? '') && STOPPED.test(shown.slice(Math.max(0, end - LONGEST_CLOSE), end));
  return endsIn(text).findLast(isWhole) ?? 0;
}

/** Where sentences end, before the white space that follows. */
function endsIn(text: string): readonly number[] {
  const shown = readable(text);
  const ends: number[] = [];
  for (const { index, segment } of segmenter.segment(shown)) {
    const end = endOf(text, shown, index, index + segment.length);
    if (end > index && isEnd(shown, ends.at(-1) ?? 0, end)) ends.push(end);
  }
  return ends;
}

/** The end of a segment without the white space and the opening tags after its last word. */
function endOf(text: string, shown: string, from: number, to: number): number {
  let end = to;
  while (end > from && /[\s\u2060]/.test(shown[end - 1] ?? '')) end--;
  if (end === from) return end;
  CLOSING_TAGS.lastIndex = end;
  return end + (CLOSING_TAGS.exec(text)?.[0].length ?? 0);
}

function isEnd(shown: string, from: number, end: number): boolean {
  const sentence = shown.slice(from, end);
  const after = shown.slice(end, end + LONGEST_CLOSE);
  if (/^[\s\u2060]*?\n/.test(after)) return true;
  if (!STOPPED.test(sentence)) return false;
  if (!/^\u2060*(?:\s|$)/.test(after) && !NEEDS_NO_SPACE.test(sentence)) return false;
  // “Come!” she said. A lower-case letter continues the sentence.
  if (/^[\s\u2060]*\p{Ll}/u.test(after)) return false;
  const words = sentence.replaceAll('\u2060', '');
  return !ABBREVIATED.test(words) && !(/\bNo\.$/.test(words) && /^[\s\u2060]*\d/.test(after));
}

/**
 * The text as its sentences are found in it, of the same length: tags are word joiners, which the rules of Unicode ignore,
 * and only a blank line is a line break.
 */
function readable(text: string): string {
  return text
    .replace(TAG, (tag) => '\u2060'.repeat(tag.length))
    .replaceAll('…', '.')
    .replace(/\n(?!(?:[^\S\n]|\u2060)*\n)/g, ' ');
}
