import type { CSSProperties, ReactNode } from 'react';
import type { Colouring } from '../../theme/index.ts';
import { useSession, usePageState } from '../../session/react.tsx';
import { Select } from '../../ui/index.ts';
import { KINDS, SampleMention, TAGS } from '../../theme/index.ts';

const COLOURINGS: readonly { readonly value: Colouring; readonly label: string }[] = [
  { value: 'identity', label: 'Colour by identity' },
  { value: 'kind', label: 'Colour by kind' },
];

const SHAPES = [
  { tag: 'gdo', grounded: 'here', label: TAGS.gdo.marks },
  { tag: 'gda', grounded: 'here', label: TAGS.gda.marks },
  { tag: 'gdl', grounded: 'here', label: TAGS.gdl.marks },
  { tag: 'gdl', grounded: 'setting', label: 'setting' },
  { tag: 'gdo', grounded: 'elsewhere', label: 'box in another image' },
  { tag: 'gdo', grounded: 'none', label: 'no box' },
] as const;

/** One line below the story that explains its colours and lines. The user chooses here what the colours mean. */
export function Legend(): ReactNode {
  const session = useSession();
  const colouring = usePageState((state) => state.preferences.colouring);
  return (
    <div
      // A tab stop, so that a line that does not fit can be scrolled by keyboard.
      tabIndex={0}
      role="region"
      aria-label="Legend"
      className="flex h-8 flex-none items-center gap-x-4 overflow-x-auto text-[11.5px] whitespace-nowrap text-soft [scrollbar-width:none] focus-visible:-outline-offset-2 wide:border-t wide:border-line wide:px-5"
    >
      <div className="flex-none">
        <Select
          label="Colours"
          look="line"
          value={colouring}
          options={COLOURINGS}
          onChange={(value) => session.prefer({ colouring: value })}
        />
      </div>
      <ul className="flex items-center gap-x-3.5">
        {colouring === 'kind' &&
          KINDS.map(({ kind, one, hue }) => (
            <li key={kind} className="flex items-center gap-1.5">
              <i
                aria-hidden
                className="identity swatch size-2.5 rounded-[3px]"
                style={{ '--hue': hue } as CSSProperties}
              />
              {one}
            </li>
          ))}
        {SHAPES.map(({ tag, grounded, label }) => (
          <li key={label}>
            <SampleMention tag={tag} grounded={grounded}>
              {label}
            </SampleMention>
          </li>
        ))}
      </ul>
    </div>
  );
}
