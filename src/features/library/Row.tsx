import { Copy, Pencil, Trash2 } from 'lucide-react';
import { memo, useEffect, useId, useRef, useState } from 'react';
import type { ComponentType, ReactNode } from 'react';
import type { Entry, Library } from '../../session/index.ts';
import { sayFacts, titleOf } from './text.ts';
import { Thumbnails } from './Thumbnails.tsx';

interface Props {
  readonly entry: Entry;
  readonly library: Library;
  /** Whether the row is in view or near. A row that is far has only its title. */
  readonly isNear: boolean;
  readonly isChosen: boolean;
  readonly onChoose: (id: string, isChosen: boolean) => void;
  readonly onOpen: (id: string) => Promise<void>;
}

/** A sequence in the list. Its title is the button that opens it. Rows out of view are not laid out. */
export const Row = memo(function Row({ entry, library, isNear, isChosen, onChoose, onOpen }: Props): ReactNode {
  const [isRenaming, setRenaming] = useState(false);
  const facts = useId();
  const opener = useRef<HTMLButtonElement>(null);
  const { id } = entry;
  const title = titleOf(entry);

  function endRenaming(name: string | null): void {
    setRenaming(false);
    if (name !== null && name !== title) void library.rename(id, name);
    requestAnimationFrame(() => opener.current?.focus());
  }

  return (
    <li className="group relative flex h-[68px] narrow:h-[84px] items-center gap-3 py-2.5 [contain-intrinsic-size:auto_68px] [content-visibility:auto]">
      {isNear && (
        <input
          type="checkbox"
          aria-label={`Select ${title}`}
          className="relative z-1 size-3.5 flex-none accent-accent"
          checked={isChosen}
          onChange={(event) => onChoose(id, event.target.checked)}
        />
      )}
      {isNear && <Thumbnails entry={entry} library={library} />}
      <div className="min-w-0 flex-1">
        {isRenaming ? (
          <TitleField title={title} onEnd={endRenaming} />
        ) : (
          <button
            ref={opener}
            type="button"
            aria-describedby={facts}
            className="block max-w-full truncate text-left font-serif text-[16.5px] leading-snug font-semibold group-hover:text-accent after:absolute after:inset-0"
            onClick={() => void onOpen(id)}
          >
            {title}
          </button>
        )}
        {isNear && (
          <p
            id={facts}
            className="truncate text-[12.5px] text-soft narrow:line-clamp-2 narrow:leading-snug narrow:whitespace-normal"
          >
            {sayFacts(entry)}
          </p>
        )}
      </div>
      {isNear && (
        <div className="relative z-1 flex flex-none">
          <Action icon={Pencil} name="Rename" title={title} onClick={() => setRenaming(true)} />
          <Action icon={Copy} name="Duplicate" title={title} onClick={() => void library.duplicate([id])} />
          <Action icon={Trash2} name="Delete" title={title} onClick={() => void library.remove([id])} />
        </div>
      )}
    </li>
  );
});

interface ActionProps {
  readonly icon: ComponentType<{ size: number }>;
  readonly name: string;
  readonly title: string;
  readonly onClick: () => void;
}

function Action({ icon: Icon, name, title, onClick }: ActionProps): ReactNode {
  return (
    <button
      type="button"
      aria-label={`${name} ${title}`}
      title={name}
      className="rounded-md p-2 text-soft hover:bg-sunk hover:text-ink"
      onClick={onClick}
    >
      <Icon size={15} />
    </button>
  );
}

interface FieldProps {
  readonly title: string;
  /** Null to leave the title as it is. */
  readonly onEnd: (title: string | null) => void;
}

function TitleField({ title, onEnd }: FieldProps): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(title);
  useEffect(() => field.current?.select(), []);
  return (
    <input
      ref={field}
      aria-label="Title"
      className="relative h-7 w-full rounded-md border border-edge bg-sheet px-1.5 font-serif text-[16px]"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => onEnd(text)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onEnd(text);
        if (event.key === 'Escape') {
          event.stopPropagation();
          onEnd(null);
        }
      }}
    />
  );
}
