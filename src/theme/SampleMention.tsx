import type { ReactNode } from 'react';

interface Props {
  readonly tag: 'gdo' | 'gda' | 'gdl';
  readonly grounded?: 'here' | 'elsewhere' | 'none';
  /** Degrees of OKLCH; without, in the grey of what is beside the text. */
  readonly hue?: number;
  readonly children: ReactNode;
}

/** Words drawn like a mention without being one, where it is told what its shape and line say. */
export function SampleMention({ tag, grounded = 'here', hue, children }: Props): ReactNode {
  const style: Record<string, string> = hue === undefined ? { '--tone': 'var(--soft)' } : { '--hue': String(hue) };
  return (
    <span className={`mention identity pointer-events-none mention-${tag} mention-${grounded}`} style={style}>
      {children}
    </span>
  );
}
