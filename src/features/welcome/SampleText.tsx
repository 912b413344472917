import type { CSSProperties, ReactNode } from 'react';
import { SampleMention } from '../../theme/index.ts';

/** A sample sentence with mentions, and a legend of the line styles. */
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
          {LINE_STYLES.map(({ line, meaning, className }) => (
            <li key={line} className="flex items-baseline gap-2.5">
              <i className={`w-6 flex-none ${className}`} style={{ '--hue': 28 } as CSSProperties} aria-hidden>
                {line === 'A frame' ? null : SPACES}
              </i>
              <span>
                <span className="sr-only">{line}: </span>
                {meaning}
              </span>
            </li>
          ))}
        </ul>
        <p className="mt-1.5">Each colour is one identity in all frames.</p>
      </figcaption>
    </figure>
  );
}

// The browser draws an underline only below text.
const SPACES = '\u00A0'.repeat(6);
const UNDERLINE = 'identity underline decoration-2 underline-offset-2 decoration-[var(--tone)]';
const LINE_STYLES = [
  { line: 'A solid line', meaning: 'a person or thing', className: UNDERLINE },
  { line: 'A dotted line', meaning: 'an action', className: `${UNDERLINE} decoration-dotted` },
  {
    line: 'A frame',
    meaning: 'a place',
    className: 'identity h-3 translate-y-0.5 rounded-[3px] border-[1.5px] border-[var(--tone)]',
  },
  {
    line: 'A wavy line',
    meaning: 'not grounded in any frame',
    className: 'underline decoration-wavy decoration-[1.5px] underline-offset-2 decoration-warn',
  },
] as const;
