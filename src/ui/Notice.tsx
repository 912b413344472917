import type { ReactNode } from 'react';

interface Props {
  /** `failure` is announced at once; `note` is only there. */
  readonly kind: 'failure' | 'note';
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string;
}

/** A message in its place: what happened, then what to do. */
export function Notice({ kind, title, children, actions, className = '' }: Props): ReactNode {
  const tone = kind === 'failure' ? 'border-bad/40 bg-bad/6' : 'border-line bg-sunk';
  return (
    <div
      role={kind === 'failure' ? 'alert' : undefined}
      className={`notice fade-in rounded-xl border px-4 py-3 ${tone} ${className}`}
    >
      <p className="text-[14px] font-semibold">{title}</p>
      {children}
      {actions !== undefined && <div className="mt-2.5 flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
