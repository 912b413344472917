import type { CSSProperties, ReactNode } from 'react';
import { groundingOfMention } from '../../grounding/base.ts';
import type { EntityId, FrameNo, Identities, Mention } from '../../grounding/base.ts';
import { entityKey } from '../../session/index.ts';
import { useHighlight } from '../../session/react.tsx';
import { hueVar } from '../../theme/index.ts';
import { describeMention } from './describe.ts';
import { EmptyMention } from './EmptyMention.tsx';
import { readMarks } from './findingMarks.ts';
import type { Marks } from './findingMarks.ts';

interface Props {
  readonly mention: Mention;
  readonly text: string;
  readonly frame: FrameNo | null;
  readonly identities: Identities;
  /** The indexes of its entities in the order of first appearance, joined by spaces. */
  readonly order: string;
  readonly marks: Marks;
  readonly pressed: boolean;
}

/** A mention in the story. Its shape shows the tag, its hue the identity, its underline the grounding. */
export function MentionView({ mention, text, frame, identities, order, marks, pressed }: Props): ReactNode {
  const highlight = useHighlight();
  const { ids } = mention;
  const [mark] = readMarks(marks);
  const orders = order.split(' ').map(Number);
  const hues = ids.map((id, i) => hueVar(id, orders[i] ?? -1));
  return (
    <span
      ref={highlight(...ids.map((id) => entityKey(id, frame)))}
      className="mention identity"
      role="button"
      // `useTabStop` makes one mention the tab stop of the story.
      tabIndex={-1}
      data-tag={mention.tag}
      data-entities={ids.join(' ')}
      data-frame={frame ?? ''}
      data-at={mention.at[0]}
      data-grounded={groundingOfMention(identities, mention, frame)}
      data-finding={mark?.offsets}
      data-severity={mark?.severity}
      data-many={ids.length > 1 ? ids.length : undefined}
      aria-pressed={pressed}
      aria-description={describeMention(mention, frame, identities)}
      style={coloursOf(hues)}
    >
      {text === '' ? <EmptyMention mention={mention} frame={frame} identities={identities} /> : text}
    </span>
  );
}

/** The CSS variables for one hue, or for a stripe per hue. */
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

/**
 * The mention that an event happened on: its entities, its frame and its offset in the completion; null if there is
 * none.
 */
export function mentionAt(target: EventTarget): { ids: readonly EntityId[]; frame: FrameNo | null; at: number } | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-tag]') : null;
  if (element === null) return null;
  const ids = (element.dataset['entities'] ?? '').split(' ').filter((id) => id !== '') as EntityId[];
  const frame = Number(element.dataset['frame']);
  return { ids, frame: frame > 0 ? (frame as FrameNo) : null, at: Number(element.dataset['at']) };
}
