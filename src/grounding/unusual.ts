import { sayCount } from './counts.ts';
import type { Unusual } from './faults.ts';

const SENTENCES: Readonly<Record<Unusual, readonly [one: string, many: string]>> = {
  attributes: [
    'tag is written in another form, but its meaning is plain',
    'tags are written in another form, but their meaning is plain',
  ],
  'id-in-place-of-tag': [
    'tag is an ID alone; it is read as a mention',
    'tags are IDs alone; they are read as mentions',
  ],
  'tag-in-place-of-closing': ['mention is closed by an opening tag', 'mentions are closed by an opening tag'],
  'spaced-tags': ['tag has spaces inside its brackets', 'tags have spaces inside their brackets'],
  wrapper: ['piece is no part of the thinking or the story', 'pieces are no part of the thinking or the story'],
  draft: ['draft of the story is part of the thinking', 'drafts of the story are part of the thinking'],
  'other-headings': ['image heading is written in other words', 'image headings are written in other words'],
  'counted-from-zero': [
    'part counts the images from 0; image 0 is read as image 1',
    'parts count the images from 0; image 0 is read as image 1',
  ],
  'broken-rows': [
    'row of a table is broken over lines or joined with others',
    'rows of tables are broken over lines or joined with others',
  ],
  'other-tables': ['row is written as JSON, a list or HTML', 'rows are written as JSON, a list or HTML'],
  'unclosed-marker': [
    'tag has no words and no closing tag; it is shown as a mark',
    'tags have no words and no closing tag; they are shown as marks',
  ],
};

/** Describes in one sentence what is unusual in a completion, with an example of how it is written. */
export function sayUnusual(what: Unusual, count: number, written: string): string {
  const [one, many] = SENTENCES[what];
  const example = written.trim().replaceAll(/\s+/g, ' ');
  return `${sayCount(count, one, many)}, such as ${example.length > 60 ? `${example.slice(0, 60)}…` : example}.`;
}
