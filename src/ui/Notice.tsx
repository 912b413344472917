import { CircleAlert, Info } from 'lucide-react';
import type { ReactNode } from 'react';
import { useAnnounceOnce } from './LiveRegion.tsx';

interface Props {
  /** Screen readers read a `failure` at once and completely; of a `note` they read the title when they are idle. */
  readonly kind: 'failure' | 'note';
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string;
}

/** A message: what happened, then what the user can do. */
export function Notice({ kind, title, children, actions, className = '' }: Props): ReactNode {
  useAnnounceOnce(kind === 'note' ? title : '');
  const failure = kind === 'failure';
  const Icon = failure ? CircleAlert : Info;
  return (
    <div
      role={failure ? 'alert' : undefined}
      className={`notice fade-in relative rounded-xl border py-3 pr-4 pl-10 ${failure ? 'border-bad/40 bg-bad/6' : 'border-line bg-sunk'} ${className}`}
    >
      <Icon size={16} aria-hidden className={`absolute top-[15px] left-3.5 ${failure ? 'text-bad' : 'text-soft'}`} />
      <p className="text-[14px] font-semibold text-pretty break-words tabular-nums">{title}</p>
      {children}
      {actions !== undefined && <div className="mt-2.5 flex flex-wrap gap-2 empty:hidden">{actions}</div>}
    </div>
  );
}
