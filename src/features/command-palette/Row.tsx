import type { ReactNode } from 'react';
import { Kbd } from '../../ui/index.ts';
import { identityStyle } from '../../theme/index.ts';
import type { Item } from './item.ts';

/** One result. */
export function Row({ item }: { readonly item: Item }): ReactNode {
  const { group, label, note, keys, hue } = item;
  return (
    <>
      {group === 'Images' && <Thumbnail url={item.picture ?? null} />}
      {hue && (
        <span className="identity flex-none" style={identityStyle(hue.id, hue.place)}>
          <i className="swatch block size-2.5 rounded-[3px]" aria-hidden />
        </span>
      )}
      <span className="min-w-0 truncate">
        {label}{' '}
        {note && (
          <span className={group === 'Images' ? 'text-soft' : 'ml-1 text-soft'}>
            {group === 'Images' ? `· ${note}` : note}
          </span>
        )}
      </span>
      {keys && (
        <span className="ml-auto flex-none">
          <Kbd keys={keys} />
        </span>
      )}
    </>
  );
}

function Thumbnail({ url }: { readonly url: string | null }): ReactNode {
  const style = 'h-6 w-10 flex-none rounded-[4px] bg-sunk ring-1 ring-line';
  if (url === null) return <span className={style} />;
  return <img src={url} alt="" loading="lazy" decoding="async" className={`${style} object-cover`} />;
}
