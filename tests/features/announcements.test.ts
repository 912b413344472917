import { describe, expect, test } from 'vitest';
import { isWorthAnnouncing, sayAnalysed, announcementOf, sayStory } from '../../src/features/run/announcements.ts';
import { createParser, emptyDocument, parseAll, reduceAll } from '../../src/grounding/index.ts';
import type { GroundedDocument, GroundingEvent } from '../../src/grounding/index.ts';
import type { ShownRun, Progress } from '../../src/session/index.ts';
import { harbour } from '../fixtures/harbour.ts';
import { readingWith, seam } from './example-run.ts';

const upTo = (mark: string): string => harbour.slice(0, harbour.indexOf(mark));

/** The document of an answer that is still arriving. */
function soFar(text: string): GroundedDocument {
  const events: GroundingEvent[] = [];
  createParser((event) => events.push(event)).write(text);
  return reduceAll(emptyDocument, events);
}

function running(text: string, progress: Partial<Progress> = {}): ShownRun {
  return { ...readingWith({ ...progress }), completion: text, doc: soFar(text) };
}

function ended(text: string, progress: Partial<Progress> = {}): ShownRun {
  return readingWith(
    { status: 'ended', endedAt: 42_000, tokens: 5120, outcome: { type: 'finished' }, ...progress },
    text,
  );
}

const opened = readingWith(null, harbour);
const SUMMARY = 'The story has 3 images and 12 mentions. 1 mention is not grounded: the nets (bg1).';

/** All announcements for an answer that arrives in these steps. */
function announcementsOf(texts: readonly string[], first: ShownRun | null = null): readonly string[] {
  const announced: string[] = [];
  let last = first;
  for (const text of texts) {
    const now = running(text);
    if (!isWorthAnnouncing(last, now)) continue;
    announced.push(announcementOf(last, now));
    last = now;
  }
  return announced.filter((text) => text !== '');
}

describe('the announcements during a run', () => {
  const letters = Array.from(harbour, (_, i) => harbour.slice(0, i + 1));

  test('have each phase and each result once, however the text is split', () => {
    const all = [
      'Thinking: image 1 of 3.',
      'Image 1 analysed: 2 characters, 1 object, 1 landmark.',
      'Image 2 analysed: 1 character.',
      'Image 3 analysed: 1 character.',
      'The story begins.',
      'Writing: image 2 of 3.',
      'Writing: image 3 of 3.',
    ];
    expect(announcementsOf(letters)).toEqual(all);
    expect(announcementsOf(harbour.split(/(?<=\n)/).map((_, i, lines) => lines.slice(0, i + 1).join('')))).toEqual(all);
  });

  test('report several images that arrived at once in one sentence', () => {
    expect(announcementsOf(['<think>', `${upTo('## Image 3')}## Image 3\n`, upTo('</think>'), harbour])).toEqual([
      'Images 1 to 2 analysed: 2 characters, 1 object, 1 landmark.',
      'Image 3 analysed: 1 character.',
      'The story begins.',
    ]);
  });

  test('ignore single words and rows', () => {
    const before = running(upTo('| char2'));
    expect(isWorthAnnouncing(before, running(upTo('| obj1')))).toBe(false);
    expect(isWorthAnnouncing(running(upTo('were early')), running(upTo('</gdi>')))).toBe(false);
    expect(isWorthAnnouncing(before, { ...before })).toBe(false);
  });

  test('say that an image has no rows', () => {
    expect(
      announcementsOf(['<think>\n## Image 1\nIt is dark.\n', '<think>\n## Image 1\nIt is dark.\n## Image 2\n']),
    ).toEqual(['Thinking: image 1 of 3.', 'Image 1 analysed: nothing found.']);
  });

  test('before the first word give the phase', () => {
    const queued = running('', { status: 'queued' });
    expect(announcementOf(null, queued)).toBe('The server has the pictures; waiting for the first word.');
    expect(isWorthAnnouncing(queued, { ...queued, units: { plain: 'unit' } })).toBe(false);
    expect(announcementOf(queued, queued)).toBe('');
    expect(announcementOf(queued, running('', { status: 'explaining' }))).toBe('No answer: finding out why.');
    // The announcement follows with the number of the image.
    expect(announcementOf(queued, running('<think>'))).toBe('');
  });

  test('of a continued answer leave out the kept text', () => {
    const kept = ended(`${upTo('## Image 3')}## Image 3\n`, { outcome: { type: 'length' } });
    const again = { startedAt: 50_000, seams: [seam] };
    const queued = running(kept.completion, { ...again, status: 'queued' });
    expect(isWorthAnnouncing(kept, queued)).toBe(true);
    expect(announcementOf(kept, queued)).toBe('The server has the pictures; waiting for the first word.');
    expect(announcementOf(queued, running(upTo('</think>'), again))).toBe('Image 3 analysed: 1 character.');
    // The continued answer is already inside the story, so the story does not begin.
    expect(announcementOf(kept, running(upTo('</gdi>'), again))).toBe('Writing: image 1 of 3.');
  });
});

describe('the announcement at the end', () => {
  test('gives the outcome and a summary, once', () => {
    const before = running(upTo('<gdi image3>'));
    const end = ended(harbour);
    expect(isWorthAnnouncing(before, end)).toBe(true);
    expect(announcementOf(before, end)).toBe(`Done in 41 s, 5,120 tokens. ${SUMMARY}`);
    expect(isWorthAnnouncing(end, { ...end, units: { plain: 'unit' } })).toBe(false);
    expect(announcementOf(end, end)).toBe('');
  });

  test('gives only the summary of an incomplete story, since the notice gives the reason', () => {
    const cut = ended(upTo('\n<gdi image3>'), { outcome: { type: 'length' } });
    expect(announcementOf(running(''), cut)).toBe(
      'The story has 2 images and 10 mentions. 1 mention is not grounded: the nets (bg1).',
    );
    expect(announcementOf(running(''), ended(upTo('## Image 3'), { outcome: { type: 'stopped' } }))).toBe(
      '2 images analysed, no story.',
    );
  });

  test('is empty if no text arrived', () => {
    expect(announcementOf(running(''), ended('', { outcome: { type: 'stopped' } }))).toBe('');
  });

  test('also sums up a previous story and an opened output', () => {
    expect(announcementOf(opened, ended(harbour))).toBe(`Done in 41 s, 5,120 tokens. ${SUMMARY}`);
    expect(isWorthAnnouncing(null, opened)).toBe(true);
    expect(announcementOf(null, opened)).toBe(`Opened from text. ${SUMMARY}`);
    expect(announcementOf(opened, { ...opened, units: { plain: 'unit' } })).toBe('');
    expect(announcementOf(opened, null)).toBe('');
  });
});

describe('the summary of', () => {
  const boxed = '## Image 1\n| Object ID | Description | Bounding Box |\n|---|---|---|\n| obj1 | Kite | 1,2,30,40 |\n';
  test.each([
    ['', 'No story.'],
    [boxed, '1 image analysed, no story.'],
    ['Hello.', 'The story has 0 images and no mentions.'],
    ['<gdi image1>It was.</gdi>', 'The story has 1 image and no mentions.'],
    [
      `${boxed}</think><gdi image1><gdo obj1>It</gdo> <gda obj1>flew</gda>.</gdi>`,
      'The story has 1 image and 2 mentions, all grounded.',
    ],
    // A box in another image grounds a mention, too, and a nested mention counts as well.
    [
      `${boxed}</think><gdi image2><gdo obj1>It with <gdo obj1>itself</gdo></gdo>.</gdi>`,
      'The story has 1 image and 2 mentions, all grounded.',
    ],
    [
      '<gdi image1><gdo>Who</gdo> <gdl lm2>the harbour</gdl> <gdl lm2>it</gdl></gdi>',
      'The story has 1 image and 3 mentions. 3 mentions are not grounded: the harbour (lm2).',
    ],
    [
      '<gdi image1><gdo char1>A</gdo><gdo char2>B</gdo><gdo char3>C</gdo><gdo char4 char5>D</gdo></gdi>',
      'The story has 1 image and 4 mentions. 4 mentions are not grounded: A (char1), B (char2), C (char3) and 2 others.',
    ],
    ['<gdi image1><gdo>Who</gdo></gdi>', 'The story has 1 image and 1 mention. 1 mention is not grounded.'],
    [
      `<gdi image1><gdo char1>${'Mara '.repeat(60)}</gdo></gdi>`,
      'The story has 1 image and 1 mention. 1 mention is not grounded: char1.',
    ],
  ])('%j', (text, expected) => {
    expect(sayStory(parseAll(text))).toBe(expected);
  });
});

test('images that are not consecutive are counted', () => {
  const { analyses } = parseAll('<think>\n## Image 1\n## Image 4\n## Image 1\n</think>');
  expect(sayAnalysed(analyses)).toBe('2 images analysed: nothing found.');
  expect(sayAnalysed([])).toBe('');
});
