import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closeTag, endOf, moveEdge, parseAll, retag, tagWords, untag } from '../../../src/grounding/index.ts';
import { eachMention } from '../../../src/grounding/mentions.ts';
import { harbour } from '../../fixtures/harbour.ts';
import { corrected, mentionWith, tagged } from './corrections.ts';

const doc = parseAll(harbour);
const story = (text: string): string =>
  parseAll(text)
    .story.flatMap(({ spans }) => spans.map((s) => s.text))
    .join('');
const at = (words: string): [number, number] => {
  const from = harbour.lastIndexOf(words);
  return [from, from + words.length];
};

describe('tagging words', () => {
  test('the words become a mention', () => {
    const after = corrected(harbour, tagWords(doc, at('him'), 'gdo', ['char2']));
    expect(tagged(after)).toContain('2 gdo char2: him');
    expect(tagged(after)).toHaveLength(tagged(harbour).length + 1);
  });

  test('words across a tag, outside the story or without a letter are refused', () => {
    expect(tagWords(doc, at('the boy</gdo> <gda char2>ran'), 'gdo', ['char2'])).toBeNull();
    expect(tagWords(doc, [30, 40], 'gdo', ['char2'])).toBeNull();
    expect(tagWords(doc, [at(' lost')[0], at(' lost')[0] + 1], 'gdo', ['char2'])).toBeNull();
  });

  test('whatever is tagged, the words of the story stay, and untagging gives the text again', () => {
    const spans = doc.story.flatMap((part) => part.spans);
    fc.assert(
      fc.property(fc.nat(spans.length - 1), fc.nat(), fc.nat(), (n, a, b) => {
        const span = spans[n]!;
        const [from, to] = [a % span.text.length, (b % span.text.length) + 1].toSorted((x, y) => x - y) as [
          number,
          number,
        ];
        const replacements = tagWords(doc, [span.at[0] + from, span.at[0] + to], 'gda', ['char9']);
        fc.pre(replacements !== null);
        const after = corrected(harbour, replacements);
        expect(story(after)).toBe(story(harbour));
        const now = parseAll(after);
        const { mention, text } = eachMention(now).find((m) => m.mention.ids[0] === 'char9')!;
        expect(text).toBe(span.text.slice(from, to));
        expect(corrected(after, untag(now, mention))).toBe(harbour);
      }),
      { numRuns: 50 },
    );
  });
});

test('a mention gets another tag and other IDs, with its closing tag', () => {
  const { mention } = mentionWith(harbour, 'the nets');
  const after = corrected(
    harbour,
    retag(doc, eachMention(doc).find((m) => m.mention.at[0] === mention.at[0])!.mention, 'gdo', ['obj2', 'char1']),
  );
  expect(tagged(after)).toContain('2 gdo obj2 char1: the nets');
  expect(after).toContain('<gdo obj2 char1>the nets</gdo>');
});

test('a mention without a closing tag gets one, and one that has it does not', () => {
  const text = '<gdi image1><gdo char1>Ann sees <gdo char2>Bob</gdo>.</gdi>';
  const parsed = parseAll(text);
  const [ann, bob] = eachMention(parsed);
  const after = corrected(text, closeTag(parsed, ann!.mention));
  expect(parseAll(after).faults.filter((fault) => fault.type === 'unclosed-tag')).toEqual([]);
  expect(closeTag(parsed, bob!.mention)).toBeNull();
});

describe('the edges of a mention', () => {
  const move = (words: string, edge: 'start' | 'end', by: number): string | null => {
    const found = eachMention(doc).find((m) => m.text === words)!.mention;
    const end = endOf(doc, found)!;
    const from = edge === 'start' ? (by < 0 ? found.at[0] : found.at[1]) : by < 0 ? end[0] : end[1];
    const replacements = moveEdge(doc, found, edge, from + by);
    return replacements === null ? null : corrected(harbour, replacements);
  };

  test.each([
    ['the clock tower', 'start', 4, '1 gdl lm1: clock tower'],
    ['the clock tower', 'end', -6, '1 gdl lm1: the clock'],
    ['the boy', 'start', -5, '2 gdo char2: Then the boy'],
    ['she', 'end', 5, '2 gdo char1: she lost'],
  ] as const)('“%s”: its %s moves by %d', (words, edge, by, expected) => {
    const after = move(words, edge, by)!;
    expect(tagged(after)).toContain(expected);
    expect(tagged(after)).toHaveLength(tagged(harbour).length);
    expect(story(after)).toBe(story(harbour));
    expect(parseAll(after).faults).toEqual([]);
  });

  test('an edge crosses no tag and takes no mention all its words', () => {
    expect(move('the boy', 'end', 2)).toBeNull();
    expect(move('she', 'end', -3)).toBeNull();
    expect(move('she', 'start', 3)).toBeNull();
  });
});
