import { emptyDocument, entityKind, groundingOfMention, identitiesOf, presenceOf } from '../../grounding/index.ts';
import type {
  EntityId,
  EntityKind,
  FrameAnalysis,
  FrameNo,
  GroundedDocument,
  Mention,
  StoryFrame,
} from '../../grounding/index.ts';
import type { Reading } from '../../session/index.ts';
import { waitsIn } from './waiting.ts';
import { sayPhase } from './statusText.ts';

/** Whether a reading may have more to tell than when it was heard last; asked at every change of the store. */
export function isWorthAnnouncing(heard: Reading | null, now: Reading | null): boolean {
  if (heard === null || now === null || isFresh(heard, now)) return heard !== now;
  const [before, after] = [heard.doc, now.doc];
  return (
    heard.run?.status !== now.run?.status ||
    waitsIn(heard.run) !== waitsIn(now.run) ||
    before.phase !== after.phase ||
    before.analyses.length !== after.analyses.length ||
    (before.narrative === null) !== (after.narrative === null) ||
    before.story.length !== after.story.length
  );
}

/** Another reading, or the same one that is continued. */
function isFresh(heard: Reading | null, now: Reading): boolean {
  return heard?.id !== now.id || heard.run?.startedAt !== now.run?.startedAt;
}

/**
 * What there is to tell since a reading was heard last, in a sentence or two: a finding where there is one, else the
 * phase. Why it ended is said by the notice of its end.
 */
export function announcementOf(heard: Reading | null, now: Reading | null): string {
  if (now === null) return '';
  const fresh = isFresh(heard, now);
  const { run, doc } = now;
  if (run === null) return fresh ? `Opened from text. ${sayStory(doc)}` : '';
  if (run.status === 'ended') {
    if ((!fresh && heard?.run?.status === 'ended') || now.completion === '') return '';
    const told = sayStory(doc);
    return run.outcome?.type === 'finished' ? `${sayPhase(now)}. ${told}` : told;
  }
  // What was kept of an answer that is continued has been said.
  const before = fresh ? (run.seams.length > 0 ? doc : emptyDocument) : (heard?.doc ?? emptyDocument);
  const found = sayAnalysed(doc.analyses.slice(analysedIn(before), analysedIn(doc)));
  const begins = isTelling(doc) && !isTelling(before) ? 'The story begins.' : '';
  if (found !== '' || begins !== '') return `${found} ${begins}`.trim();
  const phase = sayPhase(now);
  // Of which image, it will say in a moment.
  if (phase === 'Thinking' || phase === 'Telling' || (!fresh && phase === sayPhase(heard))) return '';
  return `${phase}.`;
}

function isTelling({ phase, story }: GroundedDocument): boolean {
  return phase === 'writing' && story.length > 0;
}

/** How many analyses are whole: all but the last one, while the model may be at it. */
function analysedIn({ analyses, narrative, phase }: GroundedDocument): number {
  return narrative === null && phase === 'thinking' ? Math.max(0, analyses.length - 1) : analyses.length;
}

const NAMES: readonly (readonly [EntityKind, string])[] = [
  ['char', 'character'],
  ['obj', 'object'],
  ['lm', 'landmark'],
  ['bg', 'background'],
];

/** `Image 2 analysed: 3 characters, 2 objects.` Of several images at once, everybody is counted once. */
export function sayAnalysed(analyses: readonly FrameAnalysis[]): string {
  const frames = [...new Set(analyses.map(({ frame }) => frame))];
  if (frames.length === 0) return '';
  const ids = new Set<EntityId>();
  for (const { tables } of analyses)
    for (const { rows } of tables) for (const { id } of rows) if (id !== null) ids.add(id);
  const kinds = [...ids].map(entityKind);
  const found = NAMES.flatMap(([kind, name]) => {
    const times = kinds.filter((one) => one === kind).length;
    return times === 0 ? [] : [count(times, name)];
  });
  const [first, last] = [Math.min(...frames), Math.max(...frames)];
  const inOrder = last - first === frames.length - 1;
  const which = first === last ? `Image ${first}` : inOrder ? `Images ${first} to ${last}` : `${frames.length} images`;
  return `${which} analysed: ${found.length === 0 ? 'nobody and nothing' : found.join(', ')}.`;
}

/** What a story brought: its images, its mentions, and which of these are grounded in nothing. */
export function sayStory(doc: GroundedDocument): string {
  const { story, analyses } = doc;
  if (story.length === 0)
    return analyses.length === 0
      ? 'No story told.'
      : `${count(new Set(analyses.map(({ frame }) => frame)).size, 'image')} analysed, no story told.`;
  const mentions = mentionsIn(story);
  const images = new Set(story.flatMap(({ frame }) => (frame === null ? [] : [frame]))).size;
  const told = `${images === 0 ? 'A story of no image' : `${count(images, 'image')} told`}, with `;
  if (mentions.size === 0) return `${told}no mentions.`;
  const lost = lostIn(doc, mentions);
  if (lost.mentions === 0) return `${told}${count(mentions.size, 'mention')}, all of them grounded.`;
  const who = lost.names.length === 0 ? '' : `: ${list(lost.names)}`;
  const point = lost.mentions === 1 ? 'points' : 'point';
  return `${told}${count(mentions.size, 'mention')}. ${count(lost.mentions, 'mention')} ${point} at nothing${who}.`;
}

/** Each mention once, with its frame: what is nested in it splits its words. */
function mentionsIn(story: readonly StoryFrame[]): ReadonlyMap<Mention, FrameNo | null> {
  const found = new Map<Mention, FrameNo | null>();
  for (const { frame, spans } of story)
    for (const span of spans)
      for (let mention = span.mention; mention !== null; mention = mention.within) found.set(mention, frame);
  return found;
}

// More of a name than this is no name, but a sentence that the model has put there.
const MOST_LETTERS = 60;

/** The mentions that nothing grounds, and whom they name. */
function lostIn(
  doc: GroundedDocument,
  mentions: ReadonlyMap<Mention, FrameNo | null>,
): { readonly mentions: number; readonly names: readonly string[] } {
  const identities = identitiesOf(doc);
  const lost = [...mentions].filter(([mention, frame]) => groundingOfMention(identities, mention, frame) === 'none');
  const ids = new Set(lost.flatMap(([{ ids: all }]) => all));
  const names = presenceOf(doc)
    .filter(({ id }) => ids.has(id))
    .map(({ id, name }) => (name === null || name.length > MOST_LETTERS ? id : `${name} (${id})`));
  return { mentions: lost.length, names };
}

/** The first three of them. */
function list(names: readonly string[]): string {
  const rest = names.length - 3;
  return names.slice(0, 3).join(', ') + (rest > 0 ? ` and ${count(rest, 'other')}` : '');
}

function count(times: number, name: string): string {
  return `${times.toLocaleString('en')} ${name}${times === 1 ? '' : 's'}`;
}
