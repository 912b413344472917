import { useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import type { Entry, Library } from '../../session/index.ts';

interface Props {
  readonly entry: Pick<Entry, 'pictures'>;
  readonly library: Library;
}

/** The first pictures of a sequence, side by side. They load when they come near the view. */
export function Thumbnails({ entry, library }: Props): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const isNear = useNear(place);
  const urls = usePictures(library, entry.pictures, isNear);
  return (
    <div
      ref={place}
      aria-hidden
      className="flex h-12 w-[132px] flex-none gap-px overflow-hidden rounded-md bg-sunk narrow:w-[72px]"
    >
      {urls.map((url) => (
        <img key={url} src={url} alt="" decoding="async" className="h-full min-w-0 flex-1 object-cover" />
      ))}
    </div>
  );
}

function useNear(place: React.RefObject<HTMLElement | null>): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const { current } = place;
    if (current === null) return undefined;
    const observer = new IntersectionObserver(
      (seen) => {
        if (seen.some(({ isIntersecting }) => isIntersecting)) setNear(true);
      },
      { rootMargin: '200px' },
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, [place]);
  return isNear;
}

/** Object URLs of pictures of the library, revoked when they are not shown any more. */
function usePictures(library: Library, ids: readonly string[], isNear: boolean): readonly string[] {
  const [urls, setUrls] = useState<readonly string[]>([]);
  const key = isNear ? ids.join() : '';
  useEffect(() => {
    let isOver = false;
    let made: readonly string[] = [];
    async function load(): Promise<void> {
      const wanted = key === '' ? [] : key.split(',');
      const found = await library.pictures([...new Set(wanted)]);
      if (isOver) return;
      made = wanted.flatMap((id) => {
        const blob = found.get(id);
        return blob === undefined ? [] : [URL.createObjectURL(blob)];
      });
      setUrls(made);
    }
    void load().catch(() => null);
    return () => {
      isOver = true;
      for (const url of made) URL.revokeObjectURL(url);
    };
  }, [library, key]);
  return urls;
}
