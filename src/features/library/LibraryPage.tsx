import { Copy, Download, Search, Trash2 } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { sayCount, sayNumber } from '../../grounding/base.ts';
import type { Library } from '../../session/index.ts';
import { useStoreState } from '../../session/react.tsx';
import { Button, Checkbox, Notice, Select, useAnnounce } from '../../ui/index.ts';
import { Footer } from './Footer.tsx';
import { RawRecordsPage } from './RawRecordsPage.tsx';
import { Rows } from './Rows.tsx';
import { saveZip } from './saveZip.ts';
import { StorageNotices } from './StorageNotices.tsx';
import { listed } from './text.ts';
import type { Order } from './text.ts';
import { useTexts } from './useTexts.ts';

const ORDERS: readonly { readonly value: Order; readonly label: string }[] = [
  { value: 'newest', label: 'Newest first' },
  { value: 'oldest', label: 'Oldest first' },
  { value: 'title', label: 'By title' },
  { value: 'frames', label: 'Most frames first' },
  { value: 'size', label: 'Largest first' },
];

/** The list of all saved sequences, or the raw records. */
export function LibraryPage({ library }: { readonly library: Library }): ReactNode {
  const { isRawShown } = useStoreState(library.store);
  return isRawShown ? <RawRecordsPage library={library} /> : <SequenceList library={library} />;
}

function SequenceList({ library }: { readonly library: Library }): ReactNode {
  const { entries, problem } = useStoreState(library.store);
  const [query, setQuery] = useState('');
  const [order, setOrder] = useState<Order>('newest');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const texts = useTexts(library, query !== '', entries);
  const shown = listed(entries, query, order, texts);
  const selected = shown.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const heading = useRef<HTMLHeadingElement>(null);
  const scroller = useRef<HTMLElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const choose = useCallback((id: string, isChosen: boolean) => {
    setChosen((before) => {
      const now = new Set(before);
      if (isChosen) now.add(id);
      else now.delete(id);
      return now;
    });
  }, []);

  return (
    <main ref={scroller} className="min-h-0 overflow-y-auto">
      <div className="mx-auto max-w-[920px] px-5 py-7 narrow:px-3 narrow:py-4">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h1 ref={heading} tabIndex={-1} className="font-serif text-[26px] leading-tight font-semibold outline-none">
            Library
          </h1>
          <p className="text-soft" role="status">
            {query === ''
              ? sayCount(entries.length, 'sequence')
              : `${sayNumber(shown.length)} of ${sayNumber(entries.length)}`}
          </p>
          <div className="flex-1" />
          <label className="relative block min-w-0 flex-[0_1_260px]">
            <span className="sr-only">Search titles, stories and names</span>
            <Search
              size={14}
              aria-hidden
              className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-soft"
            />
            <input
              type="search"
              value={query}
              placeholder="Search titles, stories, names"
              className="h-8 w-full rounded-lg border border-edge/60 bg-sheet pr-2 pl-8"
              onChange={(event) => setQuery(event.target.value)}
            />
          </label>
          <Select label="Order" look="line" value={order} options={ORDERS} onChange={setOrder} />
        </div>
        {problem !== null && (
          <div className="mt-4">
            <Notice kind="failure" title={problem} />
          </div>
        )}
        <div className="mt-4 space-y-3 empty:hidden">
          <StorageNotices library={library} />
        </div>
        <Deleted library={library} />
        {entries.length > 0 && (
          <div className="mt-4 flex min-h-8 flex-wrap items-center gap-2 border-b border-line pb-2">
            <Checkbox
              label={selected.length === 0 ? 'Select all' : `${selected.length} selected`}
              checked={selected.length > 0 && selected.length === shown.length}
              onChange={(all) => setChosen(new Set(all ? shown.map(({ id }) => id) : []))}
            />
            <div className="flex-1" />
            {selected.length > 0 && (
              <>
                <Button kind="quiet" onClick={() => void saveZip(library, selected)}>
                  <Download size={14} aria-hidden /> <span className="narrow:sr-only">Export</span>
                </Button>
                <Button kind="quiet" onClick={() => void library.duplicate(selected)}>
                  <Copy size={14} aria-hidden /> <span className="narrow:sr-only">Duplicate</span>
                </Button>
                <Button kind="quiet" onClick={() => void library.remove(selected)}>
                  <Trash2 size={14} aria-hidden /> <span className="narrow:sr-only">Delete</span>
                </Button>
              </>
            )}
          </div>
        )}
        {entries.length === 0 && (
          <p className="mt-8 max-w-[34em] text-soft">
            Nothing is saved yet. Every sequence is saved here by itself, from its first frame on: its pictures and all
            its runs.
          </p>
        )}
        {entries.length > 0 && shown.length === 0 && (
          <p className="mt-8 text-soft">No sequence has “{query.trim()}” in its title, its story or a name.</p>
        )}
        <Rows library={library} entries={shown} chosen={chosen} onChoose={choose} scroller={scroller} />
        <Footer library={library} />
      </div>
    </main>
  );
}

/** What was deleted last, and a button that brings it back. */
function Deleted({ library }: { readonly library: Library }): ReactNode {
  const { deleted } = useStoreState(library.store);
  const announce = useAnnounce();
  useEffect(() => announce(sayDeleted(deleted)), [announce, deleted]);
  if (deleted.length === 0) return null;
  return (
    <div className="mt-4 flex items-center gap-3 rounded-lg border border-line bg-sheet px-3 py-1.5">
      <p className="flex-1">{sayDeleted(deleted)}</p>
      <Button onClick={() => void library.undoRemove()}>Undo</Button>
    </div>
  );
}

const sayDeleted = ({ length }: readonly unknown[]): string =>
  length === 0 ? '' : `${sayCount(length, 'sequence')} deleted.`;
