import type { CSSProperties, ReactNode } from 'react';
import { groundingOfMention } from '../../grounding/index.ts';
import type { EntityId, FrameNo, Identities, Mention } from '../../grounding/index.ts';
import { useDesk } from '../../session/react.tsx';
import { hueVar } from '../../theme/index.ts';
import { describeMention } from './describe.ts';

interface Props {
  readonly mention: Mention;
  readonly text: string;
  readonly frame: FrameNo | null;
  readonly identities: Identities;
  readonly pressed: boolean;
}

/** A tagged stretch of the story: kind by shape, identity by hue, grounding by line. */
export function MentionView({ mention, text, frame, identities, pressed }: Props): ReactNode {
  const { session } = useDesk();
  const { ids } = mention;
  // Read, not subscribed to: entities only ever join at the end, so the place of one that is here never changes, and
  // earlier frames are not rendered again when a new one appears.
  const entities = session.getState().reading?.doc.entities ?? ids;
  const hues = ids.map((id) => hueVar(id, entities.indexOf(id)));
  return (
    <span
      className="mention identity"
      role="button"
      // One of them is a stop of the Tab key, see `useTabStop`.
      tabIndex={-1}
      data-tag={mention.tag}
      data-entities={ids.join(' ')}
      data-frame={frame ?? ''}
      data-at={mention.at[0]}
      data-grounded={groundingOfMention(identities, mention, frame)}
      data-many={ids.length > 1 ? ids.length : undefined}
      aria-pressed={pressed}
      aria-description={describeMention(mention, frame, identities)}
      style={coloursOf(hues)}
    >
      {text === '' ? `∅ ${ids.join(' ')}` : text}
    </span>
  );
}

/** One hue, or a stripe for each of several. */
function coloursOf(hues: readonly string[]): CSSProperties {
  const style: Record<string, string> = { '--hue': hues[0] ?? '0' };
  if (hues.length > 1) {
    style['--stripes'] =
      `linear-gradient(100deg, ${stops(hues, (tone) => `color-mix(in oklch, ${tone} var(--tint), transparent)`)})`;
    style['--strip'] = `linear-gradient(90deg, ${stops(hues, (tone) => tone)})`;
  }
  return style;
}

function stops(hues: readonly string[], paint: (tone: string) => string): string {
  const share = 100 / hues.length;
  return hues
    .map(
      (hue, i) =>
        `${paint(`oklch(var(--l) var(--c) ${hue})`)} ${(i * share).toFixed(1)}% ${((i + 1) * share).toFixed(1)}%`,
    )
    .join(', ');
}

/** The entities of the mention that an event happened on, its frame, and its place in the completion. */
export function mentionAt(target: EventTarget): { ids: readonly EntityId[]; frame: FrameNo | null; at: number } | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-tag]') : null;
  if (element === null) return null;
  const ids = (element.dataset['entities'] ?? '').split(' ').filter((id) => id !== '') as EntityId[];
  const frame = Number(element.dataset['frame']);
  return { ids, frame: frame > 0 ? (frame as FrameNo) : null, at: Number(element.dataset['at']) };
}
