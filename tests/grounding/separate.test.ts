import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  continuationStart,
  createParser,
  emptyDocument,
  parseAll,
  reduce,
  thinkingEnd,
  writeSeparated,
} from '../../src/grounding/index.ts';
import type { GroundedDocument, Switch } from '../../src/grounding/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { cut, storyText } from '../helpers/feed.ts';

// A server with a reasoning parser says itself what is thinking and what is story, whatever the text contains.

const [thinking = '', story = ''] = harbour.replace('<think>\n', '').split('</think>\n');
const draft = '<gdi image1>\nA draft with <gdo char1>Ann</gdo>.\n</gdi>\n';

function separated(thought: string, content: string): { text: string; switches: Switch[] } {
  return {
    text: thought + content,
    switches: [
      { at: 0, to: 'thinking' },
      { at: thought.length, to: 'content' },
    ],
  };
}

function feedSeparated(pieces: readonly string[], switches: readonly Switch[]): GroundedDocument {
  let doc = emptyDocument;
  const parser = createParser((event) => {
    doc = reduce(doc, event);
  });
  let at = 0;
  for (const piece of pieces) {
    writeSeparated(parser, piece, at, switches);
    at += piece.length;
  }
  parser.end();
  return doc;
}

test.each([
  ['nothing unusual', `<think>\n${thinking}</think>\n`],
  ['no tags', thinking],
  ['a draft', `<think>\n${thinking}\n${draft}</think>\n`],
  ['a draft after a quoted </think>', `<think>\n${thinking}\nI close with </think> and write:\n${draft}`],
  ['words after a quoted </think>', `<think>\n${thinking}\nNow </think> comes. Then I write.\n`],
  ['a draft of other images', `<think>\n${thinking}\n${draft.replace('1', '9')}</think>\n`],
  ['two drafts and a tag that is cut', `${draft}<think>\n${thinking}</think>\n${draft}\n<gd`],
])('the story is what the server sends as content, after thinking with %s', (_, thought) => {
  const { text, switches } = separated(thought, story);
  const doc = parseAll(text, switches);
  expect(storyText(doc)).toEqual(storyText(parseAll(harbour)));
  expect(doc.story.map(({ frame }) => frame)).toEqual([1, 2, 3]);
  expect(doc.analyses.map(({ frame }) => frame)).toEqual([1, 2, 3]);
  expect(doc.thinkTags.at(-1)?.closing?.[1]).toBeLessThanOrEqual(thought.length);
  expect(thinkingEnd(text, switches)).toBe(thought.length);
  expect(continuationStart(text.trimEnd().slice(0, thought.length + 60), switches)).toBeGreaterThanOrEqual(
    thought.length,
  );
});

test('a </think> in the content changes nothing but is reported', () => {
  const { text, switches } = separated(`<think>\n${thinking}</think>\n`, story.replace('</gdi>', '</gdi>\n</think>'));
  const doc = parseAll(text, switches);
  expect(storyText(doc)).toEqual(storyText(parseAll(harbour)));
  expect(doc.faults.map(({ type }) => type)).toEqual(['stray-closing-tag']);
});

test('tables in the content are read, as a model writes them that thinks before it does what was asked', () => {
  const { text, switches } = separated('<think>\nWhat do I see?\n</think>\n', harbour);
  const doc = parseAll(text, switches);
  expect(storyText(doc)).toEqual(storyText(parseAll(harbour)));
  expect(doc.analyses.map(({ frame }) => frame)).toEqual([1, 2, 3]);
});

test('without any content the text decides: some servers send all as thinking', () => {
  expect(parseAll(harbour, [{ at: 0, to: 'thinking' }])).toEqual(parseAll(harbour));
});

test('chunk boundaries never change the document', () => {
  const part = fc.constantFrom(
    thinking,
    draft,
    '</think>',
    '<think>',
    'words ',
    '\n',
    '<gdo char1>she</gdo>',
    '<gd',
    '|',
  );
  const lengths = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.array(fc.array(part, { maxLength: 4 }), { maxLength: 5 }), lengths, (stretches, by) => {
      let text = '';
      const switches = stretches.map((parts, i): Switch => {
        const at = text.length;
        text += parts.join('');
        return { at, to: i % 2 === 0 ? 'thinking' : 'content' };
      });
      expect(feedSeparated(cut(text, by), switches)).toEqual(parseAll(text, switches));
    }),
    { numRuns: 60 },
  );
});
