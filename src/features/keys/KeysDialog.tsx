import { Fragment } from 'react';
import type { ReactNode } from 'react';
import { useSession } from '../../session/react.tsx';
import { Dialog, Kbd } from '../../ui/index.ts';
import { KEY_TABLE } from './keyTable.ts';
import type { Key } from './keyTable.ts';

/** The dialog that lists all keys. */
export function KeysDialog(): ReactNode {
  const { view } = useSession();
  return (
    <Dialog
      open
      onOpenChange={() => view.choose({ overlay: null })}
      title="Keys"
      description="Letter and arrow keys have no effect while you type."
    >
      <div className="mt-4 -mb-4 gap-x-9 min-[620px]:columns-2">
        {KEY_TABLE.map(({ title, keys }) => (
          <section key={title} className="break-inside-avoid pb-5">
            <h3 className="pb-1 font-semibold">{title}</h3>
            <dl>
              {keys.map((key) => (
                <Line key={key.does} {...key} />
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function Line({ press, does }: Key): ReactNode {
  // Single keys side by side need no visible “or” between them. Combinations do.
  const hasCombinations = press.some((keys) => keys.length > 1);
  return (
    <div className="flex items-center justify-between gap-3 border-t border-line py-[5px]">
      <dt>{does}</dt>
      <dd className="flex flex-none items-center gap-1">
        {press.map((keys, i) => (
          <Fragment key={keys.join(' ')}>
            {i > 0 && <span className={hasCombinations ? 'text-soft' : 'sr-only'}>or</span>}
            <Kbd keys={keys} />
          </Fragment>
        ))}
      </dd>
    </div>
  );
}
