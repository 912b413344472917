import { CommandGroup, CommandInput, CommandItem, CommandList, CommandRoot } from 'cmdk';
import { useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { isRunning } from '../../session/index.ts';
import { useDesk, useSessionParts, useShownFrame } from '../../session/react.tsx';
import { Dialog, useMedia } from '../../ui/index.ts';
import type { Item } from './item.ts';
import { foldCommands, viewCommands } from './viewCommands.ts';
import { identitiesIn, imagesOf } from './targets.ts';
import { Row } from './Row.tsx';
import { command, runCommands } from './runCommands.ts';
import { search } from './search.ts';
import { viewsOf } from './views.ts';

interface Props {
  readonly onOpenOutput: () => void;
}

/** A line to type in, and what it finds: images, identities, views and commands. */
export function CommandPalette({ onOpenOutput }: Props): ReactNode {
  const { view } = useDesk();
  const items = useItems(onOpenOutput);
  const [query, setQuery] = useState('');
  const found = useMemo(() => search(items, query), [items, query]);
  // It is done when the window is gone: what it leads to may take the focus, which the window holds, or open another.
  const chosen = useRef<Item | null>(null);
  const close = (): void => view.choose({ overlay: null });
  return (
    <Dialog
      open
      look="bare"
      title="Command palette"
      description="Type to find an image, an identity, a view or a command. The arrow keys choose, Enter does it."
      onOpenChange={close}
      onClosed={() => chosen.current?.choose()}
    >
      <CommandRoot
        label="Find an image, an identity or a command"
        // Of 200 images only a few are ever rendered.
        shouldFilter={false}
        // Ctrl+K is what closes it.
        vimBindings={false}
        className="flex min-h-0 flex-col"
      >
        <CommandInput
          value={query}
          onValueChange={setQuery}
          placeholder="Find an image, an identity or a command"
          className="h-12 flex-none bg-transparent px-4 text-[15px] outline-none placeholder:text-soft"
        />
        <div aria-live="polite" className="border-t border-line">
          {found.length === 0 && (
            <p className="px-4 py-6 text-soft">
              Nothing here is called “{query.trim()}”. Images go by number and file name, identities by name and ID.
            </p>
          )}
        </div>
        <CommandList
          label="Found"
          className={`max-h-[min(440px,58dvh)] scroll-py-2 overflow-y-auto overscroll-contain px-2 pb-2 ${found.length === 0 ? 'hidden' : ''}`}
        >
          {found.map(({ group, items: shown, count }) => (
            <CommandGroup
              key={group}
              value={group}
              heading={<Heading group={group} shown={shown.length} count={count} />}
            >
              {shown.map((item) => (
                <CommandItem
                  key={item.id}
                  value={item.id}
                  className="flex h-9 cursor-pointer items-center gap-2.5 rounded-lg px-2 data-[selected=true]:bg-sunk"
                  onSelect={() => {
                    chosen.current = item;
                    close();
                  }}
                >
                  <Row item={item} />
                </CommandItem>
              ))}
            </CommandGroup>
          ))}
        </CommandList>
      </CommandRoot>
    </Dialog>
  );
}

interface HeadingProps {
  readonly group: string;
  readonly shown: number;
  readonly count: number;
}

function Heading({ group, shown, count }: HeadingProps): ReactNode {
  return (
    <span className="flex justify-between px-2 pt-2.5 pb-1 text-[11.5px] text-soft">
      <b className="font-semibold">{group}</b>
      {count > shown && `${shown} of ${count}: type to find the others`}
    </span>
  );
}

/** All that can be found. Made anew when there are other entities or frames, and when a run begins or ends. */
function useItems(onOpenOutput: () => void): readonly Item[] {
  const desk = useDesk();
  const shown = useShownFrame();
  const wide = useMedia('(width >= 900px)');
  const there = useSessionParts(({ starting, reading, frames }) => ({
    reading: reading?.id,
    running: starting || isRunning(reading),
    entities: reading?.doc.entities,
    frames,
  }));
  return useMemo(
    () => [
      ...runCommands(desk, onOpenOutput),
      ...viewCommands(desk, shown),
      ...(wide ? foldCommands(desk) : []),
      command('Keys', () => desk.view.choose({ overlay: 'keys' }), { also: 'help shortcuts keyboard', keys: ['?'] }),
      ...viewsOf(desk, shown, wide),
      ...identitiesIn(desk),
      ...imagesOf(desk),
    ],
    // oxlint-disable-next-line react/exhaustive-deps -- what they find on the desk is another with it
    [desk, onOpenOutput, shown, wide, there],
  );
}
