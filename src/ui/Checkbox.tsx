import type { ReactNode } from 'react';

interface Props {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** A checkbox with its label. */
export function Checkbox({ label, checked, onChange }: Props): ReactNode {
  return (
    <label className="flex w-fit cursor-pointer items-center gap-2 text-soft hover:text-ink">
      <input
        type="checkbox"
        className="size-3.5 accent-accent"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
      />
      {label}
    </label>
  );
}
