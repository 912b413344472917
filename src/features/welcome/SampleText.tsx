import type { CSSProperties, ReactNode } from 'react';
import { SampleMention } from '../../theme/index.ts';

/** A sentence as StoryLens sets it, and what each kind of line says. */
export function SampleText(): ReactNode {
  return (
    <figure className="mt-6 rounded-xl border border-line bg-sheet px-5 py-4">
      <p className="font-serif text-[19px] leading-[1.7] text-balance" aria-hidden>
        <SampleMention tag="gdo" hue={28}>
          Mara
        </SampleMention>{' '}
        <SampleMention tag="gda" hue={28}>
          climbed
        </SampleMention>{' '}
        to{' '}
        <SampleMention tag="gdl" hue={304}>
          the lighthouse
        </SampleMention>
        . Nobody looked at{' '}
        <SampleMention tag="gdl" hue={0} grounded="none">
          the harbour
        </SampleMention>
        .
      </p>
      <figcaption className="mt-2.5 border-t border-line pt-2.5 text-[12px] text-soft">
        <ul className="grid gap-x-5 gap-y-1 min-[480px]:grid-cols-2">
          {KINDS.map(({ line, says, look }) => (
            <li key={line} className="flex items-baseline gap-2.5">
              <i className={`w-6 flex-none ${look}`} style={{ '--hue': 28 } as CSSProperties} aria-hidden>
                {line === 'A frame' ? null : NOTHING}
              </i>
              <span>
                <span className="sr-only">{line}: </span>
                {says}
              </span>
            </li>
          ))}
        </ul>
        <p className="mt-1.5">A colour is one identity, through all frames.</p>
      </figcaption>
    </figure>
  );
}

// Something to draw the line under.
const NOTHING = '\u00A0'.repeat(6);
const LINE = 'identity underline decoration-2 underline-offset-2 decoration-[var(--tone)]';
const KINDS = [
  { line: 'A solid line', says: 'somebody or something', look: LINE },
  { line: 'A dotted line', says: 'what they do', look: `${LINE} decoration-dotted` },
  {
    line: 'A frame',
    says: 'a place',
    look: 'identity h-3 translate-y-0.5 rounded-[3px] border-[1.5px] border-[var(--tone)]',
  },
  {
    line: 'A wavy line',
    says: 'grounded in nothing',
    look: 'underline decoration-wavy decoration-[1.5px] underline-offset-2 decoration-warn',
  },
] as const;
