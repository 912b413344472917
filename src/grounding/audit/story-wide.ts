import { frameText, sentenceStart } from '../frame-text.ts';
import { mentionsIn } from '../mentions.ts';
import { isPronoun } from '../scoring/pronouns.ts';
import type { EntityId, FrameNo, Mention, StoryFrame } from '../types.ts';
import { DETERMINERS, headNoun, lowerWords } from './english.ts';
import { finding, quoted } from './finding.ts';
import type { Finding } from './finding.ts';
import { listed } from './references.ts';

/** The audit reports a place ID with at least this many different nouns. */
const LEAST_WORDINGS = 3;

/** What a frame adds to findings about the whole story. */
interface Wording {
  readonly id: EntityId;
  readonly text: string;
  readonly head: string;
  readonly mention: Mention;
  readonly frame: FrameNo | null;
}

const places = new WeakMap<StoryFrame, readonly Wording[]>();
const names = new WeakMap<StoryFrame, readonly Wording[]>();

/** The place IDs that the story uses for many different things. Each is reported once, with its wordings. */
export function onePlaceIn(story: readonly StoryFrame[]): readonly Finding[] {
  const byId = gather(story.flatMap((part) => memo(places, part, placesIn)));
  return Array.from(byId).flatMap(([id, wordings]) => {
    const different = new Map(wordings.map((one) => [one.head, one]));
    const [first] = wordings;
    if (different.size < LEAST_WORDINGS || first === undefined) return [];
    const texts = Array.from(different.values(), ({ text }) => quoted(text));
    const sentence = `${id} is used for ${different.size} different things: ${listed(texts)}.`;
    return [finding('one-place', first.mention.at, null, [id], sentence)];
  });
}

/** Entities that the story calls by two names. English only. */
export function twoNamesIn(story: readonly StoryFrame[]): readonly Finding[] {
  const found: Finding[] = [];
  for (const [id, wordings] of gather(story.flatMap((part) => memo(names, part, namesIn)))) {
    const [first] = wordings;
    const reported = new Set<string>();
    for (const { text, head, mention, frame } of wordings) {
      if (
        first === undefined ||
        reported.has(head) ||
        lowerWords(first.text).some((word) => lowerWords(text).includes(word))
      )
        continue;
      reported.add(head);
      const sentence = `${id} is called ${quoted(text)} here and ${quoted(first.text)} in frame ${first.frame}.`;
      found.push(finding('two-names-in-story', mention.at, frame, [id], sentence));
    }
  }
  return found;
}

function memo(
  known: WeakMap<StoryFrame, readonly Wording[]>,
  part: StoryFrame,
  make: (part: StoryFrame) => readonly Wording[],
): readonly Wording[] {
  const found = known.get(part) ?? make(part);
  known.set(part, found);
  return found;
}

function gather(wordings: readonly Wording[]): ReadonlyMap<EntityId, readonly Wording[]> {
  const byId = new Map<EntityId, Wording[]>();
  for (const one of wordings) byId.set(one.id, [...(byId.get(one.id) ?? []), one]);
  return byId;
}

function placesIn(part: StoryFrame): readonly Wording[] {
  return Array.from(mentionsIn(part)).flatMap(([mention, text]) => {
    const [id] = mention.ids;
    const head = headNoun(text);
    const isPlace = mention.ids.length === 1 && id !== undefined && /^(?:bg|lm)\d/.test(id) && mention.tag !== 'gda';
    return isPlace && head !== null ? [{ id, text, head, mention, frame: part.frame }] : [];
  });
}

/** Mentions whose words all begin with a capital letter: `James`, `Old Tom`. */
function namesIn(part: StoryFrame): readonly Wording[] {
  return Array.from(mentionsIn(part)).flatMap(([mention, text]) => {
    const [id] = mention.ids;
    const list = text.trim().split(/\s+/);
    const isName = list.every((word) => /^\p{Lu}\p{Ll}+/u.test(word) && !isPronoun(word));
    const isFirst = startsSentence(part, mention);
    const isWord = isFirst && list.length === 1;
    if (mention.tag !== 'gdo' || mention.ids.length !== 1 || id === undefined || !isName || isWord) return [];
    if (DETERMINERS.has(list[0]?.toLowerCase() ?? '')) return [];
    return [{ id, text: text.trim(), head: text.trim().toLowerCase(), mention, frame: part.frame }];
  });
}

/** Whether a mention is the first of its sentence, where every word has a capital letter. */
function startsSentence(part: StoryFrame, mention: Mention): boolean {
  const shown = frameText(part);
  const at = shown.starts[part.spans.findIndex((span) => span.mention === mention)] ?? 0;
  const before = shown.text.slice(sentenceStart(shown, at), at);
  return /(?:^|:)[\s“"‘(]*$/.test(before);
}
