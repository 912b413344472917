import { CommandGroup, CommandInput, CommandItem, CommandList, CommandRoot } from 'cmdk';
import { useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { isRunning } from '../../session/index.ts';
import type { PageState } from '../../session/index.ts';
import { useSampledPage, useSession, useShownFrame, useStoreState, useView } from '../../session/react.tsx';
import { Dialog, useMedia } from '../../ui/index.ts';
import type { Item } from './item.ts';
import { foldCommands, viewCommands } from './viewCommands.ts';
import { linkCommands } from './linkCommands.ts';
import { identitiesIn, imagesOf } from './targets.ts';
import { Row } from './Row.tsx';
import { command, runCommands } from './runCommands.ts';
import { search } from './search.ts';
import { undoCommands } from './undoCommands.ts';
import { viewsOf } from './views.ts';

interface Props {
  readonly onOpenOutput: () => void;
}

/** A search field for images, identities, views and commands. */
export function CommandPalette({ onOpenOutput }: Props): ReactNode {
  const { view } = useSession();
  const items = useItems(onOpenOutput);
  const [query, setQuery] = useState('');
  const found = useMemo(() => search(items, query), [items, query]);
  // The item that the user chose. Its command runs after the dialog has closed, because it may move the focus, which an
  // open dialog keeps inside, or open another dialog.
  const chosen = useRef<Item | null>(null);
  const close = (): void => view.choose({ overlay: null });
  return (
    <Dialog
      open
      look="bare"
      title="Command palette"
      description="Type to find an image, an identity, a view or a command. Select with the arrow keys and press Enter."
      onOpenChange={close}
      onClosed={() => chosen.current?.choose()}
    >
      <CommandRoot
        label="Find an image, an identity or a command"
        // The library would render all items to filter them; `search` limits them first.
        shouldFilter={false}
        // The library's vim binding Ctrl+K would conflict with the key that closes the palette.
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
              Nothing found for “{query.trim()}”. Try an image number or file name, or the name or ID of an identity.
            </p>
          )}
        </div>
        <CommandList
          label="Results"
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
      {count > shown && `${shown} of ${count}; type to narrow down`}
    </span>
  );
}

/** What changes the list of items: the entities, the frames, the preferences, and the start or end of a run. */
const partsOf = ({ starting, run, frames, preferences }: PageState): readonly unknown[] => [
  starting || isRunning(run),
  run?.id,
  run?.doc.entities,
  frames,
  preferences,
];

/** All items of the palette. */
function useItems(onOpenOutput: () => void): readonly Item[] {
  const session = useSession();
  const { state: page } = useSampledPage(partsOf);
  const view = useView((state) => state);
  const library = useStoreState(session.library);
  const shown = useShownFrame();
  const wide = useMedia('(width >= 900px)');
  return useMemo(
    () => [
      ...runCommands(session, page, library, onOpenOutput),
      ...undoCommands(library),
      ...viewCommands(session, page, view, shown),
      ...(wide ? foldCommands(session, page) : []),
      command('Keys', () => session.view.choose({ overlay: 'keys' }), { also: 'help shortcuts keyboard', keys: ['?'] }),
      ...linkCommands(library),
      ...viewsOf(session, page, shown, wide),
      ...identitiesIn(session, page),
      ...imagesOf(session, page),
    ],
    [session, page, view, library, onOpenOutput, shown, wide],
  );
}
