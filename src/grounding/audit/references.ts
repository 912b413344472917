import { plural } from '../counts.ts';
import { identitiesOf } from '../identity.ts';
import type { Identities } from '../identity.ts';
import { entityKind } from '../ids.ts';
import { elementTitle, isSettingElement } from '../setting.ts';
import { mentionsIn } from '../mentions.ts';
import type { EntityId, FrameAnalysis, Mention, StoryFrame } from '../types.ts';
import { finding, note, quoted } from './finding.ts';
import type { Finding } from './finding.ts';
import { rowFrames } from './rows.ts';

/** What is wrong with the IDs and the nesting of the mentions of one frame. */
export function referencesIn(part: StoryFrame, analyses: readonly FrameAnalysis[]): readonly Finding[] {
  const tables = { identities: identitiesOf({ analyses }), frames: rowFrames(analyses) };
  const found: Finding[] = [];
  for (const [mention, text] of mentionsIn(part)) {
    for (const id of mention.ids) {
      const one = aboutId(id, mention, text, part, tables);
      if (one !== null) found.push(one);
    }
    for (const word of mention.unknown) {
      const sentence = `${quoted(word)} is no ID, and no table has it.`;
      found.push(finding('no-row', mention.at, part.frame, mention.ids, sentence));
    }
    found.push(...nesting(mention, text, part));
  }
  return found;
}

interface Tables {
  readonly identities: Identities;
  readonly frames: ReturnType<typeof rowFrames>;
}

function aboutId(
  id: EntityId,
  mention: Mention,
  text: string,
  { frame }: StoryFrame,
  { identities, frames }: Tables,
): Finding | null {
  const { at, tag } = mention;
  if (isSettingElement(id)) {
    const row = identities.setting(id, frame) === null ? 'which this frame does not have' : 'not an entity';
    const sentence = `${quoted(text)} is tagged ${id}: the setting element ${elementTitle(id)}, ${row}.`;
    return note('setting-element', at, frame, [id], sentence);
  }
  const kind = identities.kind(id);
  if (tag === 'gda' && kind !== 'char')
    // A note, because only the reader can decide: a boat, for example, does climb a wave.
    return note('wrong-kind', at, frame, [id], `${quoted(text)} is an action of ${id}, which is no character.`);
  if (tag === 'gdl' && entityKind(id) === 'char')
    return finding('wrong-kind', at, frame, [id], `${quoted(text)} is tagged as a place, but ${id} is a character.`);
  const rows = frames.get(id);
  if (rows === undefined) return finding('no-row', at, frame, [id], `${id} (${quoted(text)}) is in no table.`);
  if (frame !== null && rows.has(frame)) return null;
  const where = `${plural(rows.size, 'frame')} ${listed([...rows])}`;
  const here = frame === null ? 'is outside of every frame' : `has no row in frame ${frame}`;
  return finding('other-frame', at, frame, [id], `${id} (${quoted(text)}) ${here}; its rows are in ${where}.`);
}

/** `1, 2, 3 and 2 more`. */
export function listed(items: readonly (string | number)[]): string {
  const shown = items.slice(0, 4).join(', ');
  return items.length > 4 ? `${shown} and ${items.length - 4} more` : shown;
}

function nesting(mention: Mention, text: string, { frame }: StoryFrame): readonly Finding[] {
  const { within, at, ids, tag } = mention;
  if (text.trim() === '') return [finding('empty-tag', at, frame, ids, `A ${tag} tag of ${listed(ids)} has no words.`)];
  if (within === null) return [];
  const isDoubled = within.tag === tag && within.ids.join(' ') === ids.join(' ');
  return [
    isDoubled
      ? finding(
          'doubled-tag',
          at,
          frame,
          ids,
          `${quoted(text)} is tagged ${listed(ids)} twice, one tag inside the other.`,
        )
      : finding(
          'nested-tag',
          at,
          frame,
          ids,
          `${quoted(text)} is tagged inside of another tag (${listed(within.ids)}).`,
        ),
  ];
}
