import { frameText, sentenceStart } from '../frame-text.ts';
import { mentionsIn } from '../mentions.ts';
import { isPronoun } from '../scoring/pronouns.ts';
import type { EntityId, FrameNo, Mention, Range, StoryFrame } from '../types.ts';
import { BEFORE_SUBJECT, DETERMINERS, lowerWords, singular } from './english.ts';
import { finding, note, quoted } from './finding.ts';
import type { Finding } from './finding.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Finds words of one frame that name an entity but have no tag, and mentions that name nothing. English only. */
export function wordsIn(part: StoryFrame, vocabulary: Vocabulary): readonly Finding[] {
  return [
    ...untagged(part, vocabulary),
    ...Array.from(mentionsIn(part)).flatMap(([mention, text]) => bare(mention, text, part.frame, vocabulary) ?? []),
    ...actions(part),
  ].toSorted((a, b) => a.at[0] - b.at[0]);
}

const WORD = /[\p{L}\p{N}]+|[“”"]/gu;

function untagged({ spans, frame }: StoryFrame, vocabulary: Vocabulary): readonly Finding[] {
  const found: Finding[] = [];
  const things = vocabulary.nounsIn(frame);
  let inSpeech = false;
  for (const { text, at, mention } of spans) {
    for (const { 0: word, index } of text.matchAll(WORD)) {
      if (/[“”"]/.test(word)) {
        inSpeech = word === '“' || (word === '"' && !inSpeech);
        continue;
      }
      if (mention !== null) continue;
      const range: Range = [at[0] + index, at[0] + index + word.length];
      const named = vocabulary.named(word);
      if (named !== null) found.push(nameFinding(word, named, inSpeech, range, frame));
      else if (isPronoun(word)) found.push(pronounFinding(word, inSpeech, range, frame));
      else {
        const thing = things.get(singular(word.toLowerCase()));
        if (thing !== undefined)
          found.push(
            finding(
              'untagged-object',
              range,
              frame,
              [thing],
              `${quoted(word)} is in no tag, but frame ${frame} has a row for it: ${thing}.`,
            ),
          );
      }
    }
  }
  return found;
}

function nameFinding(word: string, id: EntityId, inSpeech: boolean, at: Range, frame: FrameNo | null): Finding {
  return inSpeech
    ? note('untagged-name-in-speech', at, frame, [id], `The name ${quoted(word)} (${id}) is in no tag; it is spoken.`)
    : finding('untagged-name', at, frame, [id], `The name ${quoted(word)} (${id}) is in no tag.`);
}

/** Both findings are notes: “it” often means nothing, and stories seldom tag pronouns in speech. */
function pronounFinding(word: string, inSpeech: boolean, at: Range, frame: FrameNo | null): Finding {
  const make = inSpeech || /^it(?:s|self)?$/i.test(word) ? note : finding;
  const where = inSpeech ? ', in speech' : '';
  return make('untagged-pronoun', at, frame, [], `The pronoun ${quoted(word)} is in no tag${where}.`);
}

/** A mention that is only an article, an adjective of its description or an emotion of its row. */
function bare(mention: Mention, text: string, frame: FrameNo | null, vocabulary: Vocabulary): Finding | null {
  const list = lowerWords(text);
  if (mention.tag !== 'gdo' || list.length === 0) return null;
  const isArticle = list.every((word) => DETERMINERS.has(word));
  const content = list.filter((word) => !DETERMINERS.has(word));
  const describes = mention.ids.some((id) => content.every((word) => vocabulary.describes(id, word)));
  if (!isArticle && !describes) return null;
  const what = isArticle ? 'only an article or the like' : 'only an adjective or emotion';
  return finding(
    'bare-mention',
    mention.at,
    frame,
    mention.ids,
    `The mention ${quoted(text)} is ${what}: it names nothing.`,
  );
}

/** Actions without a subject: no word before them in their sentence names a possible actor. */
function actions(part: StoryFrame): readonly Finding[] {
  const found: Finding[] = [];
  const seen = new Set<Mention>();
  const named = new Set<EntityId>();
  const shown = frameText(part);
  let sentence = 0;
  for (const [i, { text, mention }] of part.spans.entries()) {
    const at = shown.starts[i] ?? 0;
    const begun = sentenceStart(shown, at);
    if (begun > sentence) named.clear();
    sentence = begun;
    if (mention?.tag === 'gda' && !seen.has(mention)) {
      const last = lowerWords(shown.text.slice(begun, at)).at(-1);
      const isAlone = last === undefined || BEFORE_SUBJECT.has(last);
      if (isAlone && !mention.ids.some((id) => named.has(id))) {
        const what = `The action ${quoted(text)} of ${mention.ids.join(', ')} has no subject in its sentence.`;
        found.push(finding('action-without-subject', mention.at, part.frame, mention.ids, what));
      }
    }
    for (let one = mention; one !== null; one = one.within) {
      seen.add(one);
      if (one.tag === 'gdo') for (const id of one.ids) named.add(id);
    }
  }
  return found;
}
