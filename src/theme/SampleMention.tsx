import type { ReactNode } from 'react';
import type { MentionTag } from '../grounding/base.ts';

interface Props {
  readonly tag: MentionTag;
  readonly grounded?: 'here' | 'setting' | 'elsewhere' | 'none';
  /** In degrees of OKLCH; without a hue, the text is grey. */
  readonly hue?: number;
  readonly children: ReactNode;
}

/** Text in the style of a mention, for legends and explanations. */
export function SampleMention({ tag, grounded = 'here', hue, children }: Props): ReactNode {
  const style: Record<string, string> = hue === undefined ? { '--tone': 'var(--soft)' } : { '--hue': String(hue) };
  return (
    <span className={`mention identity pointer-events-none mention-${tag} mention-${grounded}`} style={style}>
      {children}
    </span>
  );
}
