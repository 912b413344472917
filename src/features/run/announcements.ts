import { emptyDocument, groundingOfMention, identitiesOf, presenceOf, sayCount } from '../../grounding/base.ts';
import type { EntityId, FrameAnalysis, FrameNo, GroundedDocument, Mention, StoryFrame } from '../../grounding/base.ts';
import type { ShownRun } from '../../session/index.ts';
import { KINDS } from '../../theme/index.ts';
import { waitsIn } from './waiting.ts';
import { sayPhase } from './statusText.ts';

/**
 * Whether there may be something to announce since the last announcement. Runs at every change of the store, so it only
 * compares a few values.
 */
export function isWorthAnnouncing(last: ShownRun | null, now: ShownRun | null): boolean {
  if (last === null || now === null || isNew(last, now)) return last !== now;
  const [before, after] = [last.doc, now.doc];
  return (
    last.progress?.status !== now.progress?.status ||
    waitsIn(last.progress) !== waitsIn(now.progress) ||
    before.phase !== after.phase ||
    before.analyses.length !== after.analyses.length ||
    (before.narrative === null) !== (after.narrative === null) ||
    before.story.length !== after.story.length
  );
}

/** Whether this is another story, or the same story with a new request that continues it. */
function isNew(last: ShownRun | null, now: ShownRun): boolean {
  return last?.id !== now.id || last.progress?.startedAt !== now.progress?.startedAt;
}

/**
 * The announcement of what changed since the last one, in one or two sentences: the images and the story that arrived,
 * or else the phase; '' for nothing. It does not say why a run ended: the notice of the outcome announces that itself.
 */
export function announcementOf(last: ShownRun | null, now: ShownRun | null): string {
  if (now === null) return '';
  const isNewRun = isNew(last, now);
  const { progress, doc } = now;
  if (progress === null) return isNewRun ? `Opened from text. ${sayStory(doc)}` : '';
  if (progress.status === 'ended') {
    if ((!isNewRun && last?.progress?.status === 'ended') || now.completion === '') return '';
    const summary = sayStory(doc);
    return progress.outcome?.type === 'finished' ? `${sayPhase(now)}. ${summary}` : summary;
  }
  // The kept text of a continued answer has been announced before.
  const before = isNewRun ? (progress.seams.length > 0 ? doc : emptyDocument) : (last?.doc ?? emptyDocument);
  const analysed = sayAnalysed(doc.analyses.slice(completeAnalysesIn(before), completeAnalysesIn(doc)));
  const begins = isInStory(doc) && !isInStory(before) ? 'The story begins.' : '';
  if (analysed !== '' || begins !== '') return `${analysed} ${begins}`.trim();
  const phase = sayPhase(now);
  // The number of the image follows in a moment, and is announced then.
  if (phase === 'Thinking' || phase === 'Writing' || (!isNewRun && phase === sayPhase(last))) return '';
  return `${phase}.`;
}

function isInStory({ phase, story }: GroundedDocument): boolean {
  return phase === 'writing' && story.length > 0;
}

/** How many image analyses are complete. The last one is not complete while the model may still add to it. */
function completeAnalysesIn({ analyses, narrative, phase }: GroundedDocument): number {
  return narrative === null && phase === 'thinking' ? Math.max(0, analyses.length - 1) : analyses.length;
}

/** `Image 2 analysed: 3 characters, 2 objects.` An identity in several of the images counts once. */
export function sayAnalysed(analyses: readonly FrameAnalysis[]): string {
  const frames = [...new Set(analyses.map(({ frame }) => frame))];
  if (frames.length === 0) return '';
  const ids = new Set<EntityId>();
  for (const { tables } of analyses)
    for (const { rows } of tables) for (const { id } of rows) if (id !== null) ids.add(id);
  const identities = identitiesOf({ analyses });
  const kinds = [...ids].map((id) => identities.kind(id));
  const counts = KINDS.flatMap(({ kind, one }) => {
    const times = kinds.filter((other) => other === kind).length;
    return times === 0 ? [] : [sayCount(times, one)];
  });
  const [first, last] = [Math.min(...frames), Math.max(...frames)];
  const consecutive = last - first === frames.length - 1;
  const which =
    first === last ? `Image ${first}` : consecutive ? `Images ${first} to ${last}` : sayCount(frames.length, 'image');
  return `${which} analysed: ${counts.length === 0 ? 'nothing found' : counts.join(', ')}.`;
}

/** Sums up a story: the number of its images and mentions, and the mentions that no table grounds. */
export function sayStory(doc: GroundedDocument): string {
  const { story, analyses } = doc;
  if (story.length === 0)
    return analyses.length === 0
      ? 'No story.'
      : `${sayCount(new Set(analyses.map(({ frame }) => frame)).size, 'image')} analysed, no story.`;
  const mentions = mentionsIn(story);
  const images = new Set(story.flatMap(({ frame }) => (frame === null ? [] : [frame]))).size;
  const start = `The story has ${sayCount(images, 'image')} and `;
  if (mentions.size === 0) return `${start}no mentions.`;
  const ungrounded = ungroundedIn(doc, mentions);
  if (ungrounded.mentions === 0) return `${start}${sayCount(mentions.size, 'mention')}, all grounded.`;
  const names = ungrounded.names.length === 0 ? '' : `: ${list(ungrounded.names)}`;
  return `${start}${sayCount(mentions.size, 'mention')}. ${sayCount(ungrounded.mentions, 'mention is', 'mentions are')} not grounded${names}.`;
}

/** Each mention once, with its frame. A nested mention splits the outer one into several spans. */
function mentionsIn(story: readonly StoryFrame[]): ReadonlyMap<Mention, FrameNo | null> {
  const found = new Map<Mention, FrameNo | null>();
  for (const { frame, spans } of story)
    for (const span of spans)
      for (let mention = span.mention; mention !== null; mention = mention.within) found.set(mention, frame);
  return found;
}

// A longer name is a sentence that the model put into the name column, so the ID is announced instead.
const MAX_NAME_LENGTH = 60;

/** The number of mentions without a row in any table, and the names of their identities. */
function ungroundedIn(
  doc: GroundedDocument,
  mentions: ReadonlyMap<Mention, FrameNo | null>,
): { readonly mentions: number; readonly names: readonly string[] } {
  const identities = identitiesOf(doc);
  const ungrounded = [...mentions].filter(
    ([mention, frame]) => groundingOfMention(identities, mention, frame) === 'none',
  );
  const ids = new Set(ungrounded.flatMap(([{ ids: all }]) => all));
  const names = presenceOf(doc)
    .filter(({ id }) => ids.has(id))
    .map(({ id, name }) => (name === null || name.length > MAX_NAME_LENGTH ? id : `${name} (${id})`));
  return { mentions: ungrounded.length, names };
}

/** The first three names and the number of the others. */
function list(names: readonly string[]): string {
  const others = names.length - 3;
  return names.slice(0, 3).join(', ') + (others > 0 ? ` and ${sayCount(others, 'other')}` : '');
}
